import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, PasswordField } from '../../../ui/text-fields.tsx'
import type { PageContext } from '../routes/own.ts'
import { FormProblems } from './form-problems.tsx'

interface ChangeEmailPageProps extends PageContext {
  readonly typed: string
  readonly asksPassword: boolean
  readonly action: string
  readonly problems: Readonly<Record<string, Message>>
  readonly tooMany: Message | null
}

/** Asks for another address to log in with. */
export function ChangeEmailPage(props: ChangeEmailPageProps) {
  const { frame, t, csrf, base, email, typed, asksPassword, action, problems, tooMany } = props
  const title = t('accountSecurity:email.title')
  const labels = { email: t('accountSecurity:email.new'), current: t('accountSecurity:password.current') }
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('accountSecurity:email.text', { email })} />
      <FormProblems t={t} problems={problems} labels={labels} tooMany={tooMany} />
      <Form action={action} csrf={csrf} class="grid max-w-md gap-4">
        <EmailField
          name="email"
          label={labels.email}
          value={typed}
          required
          error={problems.email && say(t, problems.email)}
        />
        {asksPassword && (
          <PasswordField
            name="current"
            label={labels.current}
            hint={t('accountSecurity:email.currentHint')}
            autocomplete="current-password"
            required
            error={problems.current && say(t, problems.current)}
          />
        )}
        <div class="flex flex-wrap gap-2">
          <Button tone="primary">{t('accountSecurity:email.submit')}</Button>
          <ButtonLink tone="ghost" href={`${base}/account/security`}>
            {t('words:cancel')}
          </ButtonLink>
        </div>
      </Form>
      <p class="mt-6 flex flex-wrap gap-x-6 gap-y-1">
        <a class="link" href={`${base}/account/profile`}>
          {t('accountSecurity:email.profile')}
        </a>
        <a class="link" href={`${base}/account/emails`}>
          {t('accountSecurity:email.further')}
        </a>
      </p>
    </AccountLayout>
  )
}
