import type { Child } from 'hono/jsx'
import type { Translate } from '../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckboxField } from '../../ui/choice-fields.tsx'
import { DialogPage } from '../../ui/dialog-page.tsx'
import { Form } from '../../ui/form.tsx'
import { LineTabs } from '../../ui/list-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { OfficeLayout, type OfficeLayoutProps } from '../../ui/office-layout.tsx'
import type { PageFrame } from '../../ui/page-frame.ts'
import { StaffAuthLayout } from '../../ui/staff-auth-layout.tsx'
import { BackendFields } from './backend-fields.tsx'
import { BackendHint } from './backend-hint.tsx'
import type { BackendOffer } from './backend-offer.ts'
import { ORIGIN_FIELD } from './foreign-origin.ts'
import type { FailedLogin } from './login.ts'
import { LoginProblems } from './login-problems.tsx'
import type { LoginOffer } from './login-view.ts'
import { formFields } from './safe-backend.ts'

export interface LoginPageProps {
  readonly frame: PageFrame
  readonly t: Translate
  /** The main host, one muted line below the title. */
  readonly host: string
  /** The address of this page back to front, for the script that compares. */
  readonly origin: string
  readonly csrf: string
  readonly offer: LoginOffer
  readonly failed: FailedLogin | null
  /** Days that "Keep me logged in" promises; null when it is not offered. */
  readonly keepDays: number | null
  /** Below the form: what somebody may need who cannot log in. */
  readonly links: readonly PageLink[]
  /** More ways to log in, below the form of native accounts. */
  readonly extras?: Child
  /** The browser came back without any of our cookies. */
  readonly hasNoCookies: boolean
}

export interface PageLink {
  readonly href: string
  readonly text: string
}

export function LoginPage({
  frame,
  t,
  host,
  origin,
  csrf,
  offer,
  failed,
  keepDays,
  links,
  extras,
  hasNoCookies,
}: LoginPageProps) {
  const { tabs, selected } = offer
  return (
    <StaffAuthLayout
      frame={{ ...frame, flash: [] }}
      home="/control/"
      title={t('staff:login.title')}
      text={host}
      scripts={['login-origin']}
    >
      {tabs.length > 0 && <LineTabs label={t('staff:login.tabs')} tabs={[...tabs]} class="mb-6" />}
      <div class="grid gap-4">
        {(frame.flash ?? []).map(({ tone, title }) =>
          tone === 'bad' ? (
            <Notice tone="bad" title={t('staff:login.failed')} role="alert">
              {title}
            </Notice>
          ) : (
            <Notice tone={tone} title={title} role="status" />
          ),
        )}
        {hasNoCookies && <Notice tone="warn" title={t('doors:cookies')} />}
        <LoginProblems t={t} failed={failed} />
        {selected === null ? (
          <Notice tone="warn" title={t('staff:login.nothing')} />
        ) : (
          <Door
            t={t}
            lang={frame.lang}
            csrf={csrf}
            origin={origin}
            door={selected}
            action={offer.action}
            failed={failed}
            keepDays={keepDays}
            isOnly={tabs.length === 0}
          />
        )}
        {extras}
        {links.length > 0 && (
          <p class="flex flex-wrap gap-x-6 gap-y-2">
            {links.map(({ href, text }) => (
              <a class="link" href={href}>
                {text}
              </a>
            ))}
          </p>
        )}
      </div>
    </StaffAuthLayout>
  )
}

interface DoorProps extends Pick<LoginPageProps, 't' | 'csrf' | 'origin' | 'failed' | 'keepDays'> {
  readonly door: BackendOffer
  readonly lang: string
  readonly action: string
  readonly isOnly: boolean
}

/** The form or the button of the selected backend. */
function Door({ door, t, lang, csrf, origin, action, failed, keepDays, isOnly }: DoorProps) {
  const { backend, name, url, hint, isDown } = door
  const hasForm = Object.keys(formFields(backend)).length > 0
  return (
    <>
      {door.messages.map(({ tone, text }) => (
        <Notice tone={tone} title={text} />
      ))}
      {isDown && failed === null && (
        <Notice tone="warn" title={t(isOnly ? 'staff:login.unavailableOnly' : 'staff:login.unavailable', { name })} />
      )}
      {hasForm && (
        <Form action={action} csrf={csrf} class="grid gap-4">
          <input type="hidden" name={ORIGIN_FIELD} value="" data-expected-origin={origin} />
          <BackendFields backend={backend} lang={lang} t={t} sent={failed?.sent ?? null} autofocus={failed === null} />
          {keepDays !== null && url === null && (
            <CheckboxField
              name="keep_logged_in"
              label={t('staff:login.keep', { count: keepDays })}
              checked={failed?.sent?.keepLoggedIn}
            />
          )}
          <Button tone="primary">{t('staff:login.submit')}</Button>
        </Form>
      )}
      {url !== null && (
        <ButtonLink tone={hasForm ? 'plain' : 'primary'} href={url}>
          {t('staff:login.goTo', { name })}
        </ButtonLink>
      )}
      {isDown && !hasForm && url === null && <ButtonLink href={action}>{t('doors:again')}</ButtonLink>}
      {hint !== null && <BackendHint text={hint} />}
    </>
  )
}

interface LogoutPageProps {
  readonly office: Pick<OfficeLayoutProps, 'frame' | 'crumbs'>
  readonly t: Translate
}

/** Asks before a link logs somebody out: only the form does it. */
export function LogoutPage({ office, t }: LogoutPageProps) {
  return (
    <OfficeLayout {...office} title={t('staff:logout.title')}>
      <DialogPage
        title={t('staff:logout.title')}
        text={t('staff:logout.text')}
        post={office.frame.logOut}
        submit={t('staff:logout.submit')}
        cancel={{ href: '/control/', text: t('staff:logout.stay') }}
      />
    </OfficeLayout>
  )
}
