import type { Message } from '../../../core/errors.ts'
import { NAME_SCHEMES } from '../../../core/person-names.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, say, type Translate } from '../../../platform/i18n/i18n.ts'
import { AuthLayout, Or, ProviderButtons } from '../../../ui/auth-layout.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'
import { EmailField, SelectField } from '../../../ui/text-fields.tsx'
import { NameFields } from '../../customers/index.ts'
import type { OrganizerSettings } from '../../organizers/index.ts'
import { CHALLENGE_SCRIPT, type Challenge, ChallengeField } from '../../registration-challenge/index.ts'
import type { Problems, RegisterForm } from '../forms.ts'
import type { ProviderWay } from '../route-deps.ts'
import type { NextApp } from '../types.ts'
import { FormProblems, NextField, WaitingApp } from './parts.tsx'

export interface RegisterPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly panel: { readonly title: string; readonly text: string }
  readonly settings: OrganizerSettings
  readonly app: NextApp | null
  readonly links: { readonly action: string; readonly login: string }
  readonly next: string | null
  /** Logins at providers, which make an account as well. */
  readonly providers: readonly ProviderWay[]
  readonly typed: RegisterForm['typed']
  readonly problems: Problems
  /** Why the form as a whole was not taken. */
  readonly refusal: Message | null
  readonly challenge: Challenge | null
}

export function RegisterPage(props: RegisterPageProps) {
  const { frame, t, csrf, panel, settings, app, links, next, providers, typed, problems, refusal, challenge } = props
  const parts = NAME_SCHEMES[settings.name_scheme].parts.map((part) => [part, t(`customers:part.${part}`)])
  const labels = {
    ...Object.fromEntries(parts),
    name: t('customers:part.name'),
    email: t('signIn:field.email'),
    locale: t('signIn:field.locale'),
  }
  return (
    <AuthLayout
      frame={frame}
      title={t('signIn:register.title')}
      panel={panel}
      scripts={challenge ? [CHALLENGE_SCRIPT] : undefined}
    >
      <WaitingApp app={app} t={t} />
      <h1>{t('signIn:register.title')}</h1>
      <p class="mt-1 text-muted">{t('signIn:register.text')}</p>
      <FormProblems problems={problems} labels={labels} t={t} />
      {refusal && <Notice class="mt-5" tone="bad" role="alert" icon="hourglass" title={say(t, refusal)} />}
      <Form action={links.action} csrf={csrf} class="mt-5 grid gap-4">
        <NextField next={next} />
        <NameFields
          scheme={settings.name_scheme}
          titles={settings.name_scheme_titles}
          values={typed}
          problems={problems}
          required
          t={t}
        />
        <EmailField
          name="email"
          label={t('signIn:field.email')}
          value={typed.email}
          autocomplete="email"
          required
          error={problems.email && say(t, problems.email)}
        />
        <SelectField
          name="locale"
          label={t('signIn:field.locale')}
          value={typed.locale}
          error={problems.locale && say(t, problems.locale)}
          options={LOCALES.map((locale) => ({ value: locale, label: languageName(locale), lang: locale }))}
        />
        <ChallengeField challenge={challenge} t={t} />
        <Button tone="primary">{t('signIn:register.submit')}</Button>
      </Form>
      {providers.length > 0 && (
        <>
          <Or class="mt-5">{t('signIn:login.elsewhere')}</Or>
          <div class="mt-5">
            <ProviderButtons providers={providers} />
          </div>
        </>
      )}
      <p class="mt-6">
        {t('signIn:register.have')}{' '}
        <a class="link" href={links.login}>
          {t('signIn:register.logIn')}
        </a>
      </p>
    </AuthLayout>
  )
}
