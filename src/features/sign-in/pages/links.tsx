import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { DemoMailbox } from '../../../ui/mail-digits.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'
import { EmailField, PasswordField } from '../../../ui/text-fields.tsx'
import type { Problems } from '../forms.ts'
import type { PasswordSettings } from '../rules/password.ts'
import type { NextApp } from '../types.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { FormProblems, NextField, WaitingApp } from './parts.tsx'

interface Common {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly panel: { readonly title: string; readonly text: string }
  readonly app: NextApp | null
}

export interface AskLinkPageProps extends Common {
  readonly title: string
  readonly text: string
  /** Something ended; the page offers a new start. */
  readonly isGone: boolean
  readonly links: { readonly action: string; readonly login: string }
  readonly next: string | null
  readonly email: string
  readonly problems: Problems
  readonly tooMany: Message | null
}

/** Asks for the address to which a link is sent: a forgotten password, or a link that ended. */
export function AskLinkPage(props: AskLinkPageProps) {
  const { frame, t, csrf, panel, app, title, text, isGone, links, next, email, problems, tooMany } = props
  return (
    <AuthLayout frame={frame} title={title} panel={panel}>
      <WaitingApp app={app} t={t} />
      <h1>{title}</h1>
      {isGone ? <p class="mt-2">{text}</p> : <p class="mt-1 text-muted">{text}</p>}
      <FormProblems problems={problems} labels={{ email: t('signIn:field.email') }} t={t} />
      {tooMany && <Notice class="mt-5" tone="bad" role="alert" icon="hourglass" title={say(t, tooMany)} />}
      <Form action={links.action} csrf={csrf} class="mt-5 grid gap-4">
        <NextField next={next} />
        <EmailField
          name="email"
          label={t('signIn:field.email')}
          value={email}
          autocomplete="username"
          required
          error={problems.email && say(t, problems.email)}
        />
        <Button tone="primary">{t('signIn:reset.submit')}</Button>
      </Form>
      <p class="mt-6">
        <a class="link" href={links.login}>
          {t('signIn:reset.back')}
        </a>
      </p>
    </AuthLayout>
  )
}

interface SentPageProps extends Omit<Common, 'csrf'> {
  readonly again: string
  readonly login: string
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null
}

/** After a mail was sent. The address stands in the message of the form before. */
export function SentPage({ frame, t, panel, app, again, login, mailbox }: SentPageProps) {
  return (
    <AuthLayout frame={frame} title={t('signIn:sent.title')} panel={panel}>
      <WaitingApp app={app} t={t} />
      <h1>{t('signIn:sent.title')}</h1>
      <p class="mt-2">{t('signIn:sent.notArrived')}</p>
      <DemoMailbox href={mailbox} title={t('signIn:sent.demoText')}>
        {t('signIn:sent.demo')}
      </DemoMailbox>
      <div class="mt-6 flex flex-wrap gap-2">
        <ButtonLink href={login}>{t('signIn:reset.back')}</ButtonLink>
        <ButtonLink tone="ghost" href={again}>
          {t('signIn:sent.again')}
        </ButtonLink>
      </div>
    </AuthLayout>
  )
}

interface ChoosePasswordPageProps extends Common {
  readonly texts: 'activate' | 'recover'
  readonly action: string
  readonly token: string
  readonly email: string
  /** What the organizer asks of a password. */
  readonly settings: PasswordSettings
  readonly problems: Problems
}

/** Behind a link in a mail: choose or set the password. */
export function ChoosePasswordPage(props: ChoosePasswordPageProps) {
  const { frame, t, csrf, panel, app, texts, action, token, email, settings, problems } = props
  return (
    <AuthLayout frame={frame} title={t(`signIn:${texts}.title`)} panel={panel} scripts={[NewPasswordField.script]}>
      <WaitingApp app={app} t={t} />
      <h1>{t(`signIn:${texts}.title`)}</h1>
      <p class="mt-1 text-muted">{t(`signIn:${texts}.text`, { email })}</p>
      <FormProblems
        problems={problems}
        labels={{ password: t('signIn:field.newPassword'), password_repeat: t('signIn:field.repeat') }}
        t={t}
      />
      <Form action={action} csrf={csrf} class="mt-5 grid gap-4">
        <input type="hidden" name="token" value={token} />
        <EmailField name="email" label={t('signIn:field.email')} value={email} autocomplete="username" readonly />
        <NewPasswordField
          name="password"
          label={t('signIn:field.newPassword')}
          settings={settings}
          t={t}
          error={problems.password && say(t, problems.password)}
        />
        <PasswordField
          name="password_repeat"
          label={t('signIn:field.repeat')}
          autocomplete="new-password"
          required
          error={problems.password_repeat && say(t, problems.password_repeat)}
        />
        <Button tone="primary">{t(`signIn:${texts}.submit`)}</Button>
      </Form>
    </AuthLayout>
  )
}
