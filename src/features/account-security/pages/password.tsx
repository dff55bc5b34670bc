import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, PasswordField } from '../../../ui/text-fields.tsx'
import type { OrganizerSettings } from '../../organizers/index.ts'
import { NewPasswordField } from '../../sign-in/index.ts'
import type { PageContext } from '../routes/own.ts'
import { FormProblems } from './form-problems.tsx'

interface PasswordPageProps extends PageContext {
  readonly hasPassword: boolean
  readonly settings: OrganizerSettings
  readonly action: string
  readonly problems: Readonly<Record<string, Message>>
  readonly tooMany: Message | null
}

/** Changes the password, or sets the first one. */
export function PasswordPage(props: PasswordPageProps) {
  const { frame, t, csrf, base, email, hasPassword, settings, action, problems, tooMany } = props
  const title = t(hasPassword ? 'accountSecurity:password.title' : 'accountSecurity:password.titleFirst')
  const labels = {
    current: t('accountSecurity:password.current'),
    password: t('signIn:field.newPassword'),
    password_repeat: t('signIn:field.repeat'),
  }
  return (
    <AccountLayout frame={frame} title={title} scripts={[NewPasswordField.script]}>
      <PageHead
        title={title}
        text={t(hasPassword ? 'accountSecurity:password.text' : 'accountSecurity:password.textFirst')}
      />
      <FormProblems t={t} problems={problems} labels={labels} tooMany={tooMany} />
      <Form action={action} csrf={csrf} class="grid max-w-md gap-4">
        <EmailField
          name="email"
          label={t('accountSecurity:email.row')}
          value={email}
          autocomplete="username"
          readonly
        />
        {hasPassword && (
          <PasswordField
            name="current"
            label={labels.current}
            aside={
              <a class="link text-ui" href={`${base}/account/pwreset`}>
                {t('accountSecurity:password.forgot')}
              </a>
            }
            autocomplete="current-password"
            required
            error={problems.current && say(t, problems.current)}
          />
        )}
        <NewPasswordField
          name="password"
          label={labels.password}
          settings={settings}
          t={t}
          error={problems.password && say(t, problems.password)}
        />
        <PasswordField
          name="password_repeat"
          label={labels.password_repeat}
          autocomplete="new-password"
          required
          error={problems.password_repeat && say(t, problems.password_repeat)}
        />
        <div class="flex flex-wrap gap-2">
          <Button tone="primary">{t('accountSecurity:password.submit')}</Button>
          <ButtonLink tone="ghost" href={`${base}/account/security`}>
            {t('words:cancel')}
          </ButtonLink>
        </div>
      </Form>
    </AccountLayout>
  )
}
