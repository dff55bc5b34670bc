import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { PasswordField } from '../../../ui/text-fields.tsx'
import type { PageContext } from '../routes/own.ts'
import { FormProblems } from './form-problems.tsx'

interface LoginEmailPageProps extends PageContext {
  readonly address: string
  readonly asksPassword: boolean
  readonly action: string
  readonly back: string
  readonly problems: Readonly<Record<string, Message>>
  readonly tooMany: Message | null
}

/** Asks before another address becomes the one to log in with. */
export function LoginEmailPage(props: LoginEmailPageProps) {
  const { frame, t, csrf, email, address, asksPassword, action, back, problems, tooMany } = props
  const title = t('accountSecurity:emails.loginTitle', { email: address })
  const current = t('accountSecurity:password.current')
  return (
    <AccountLayout frame={frame} title={title}>
      <FormProblems t={t} problems={problems} labels={{ current }} tooMany={tooMany} />
      <DialogPage
        title={title}
        text={t('accountSecurity:emails.loginText', { email })}
        consequences={[t('accountSecurity:email.confirmEnds'), t('accountSecurity:email.confirmUndo')]}
        post={{ action, csrf }}
        submit={t('accountSecurity:emails.loginSubmit')}
        cancel={{ href: back, text: t('words:cancel') }}
      >
        {asksPassword && (
          <div class="max-w-md">
            <PasswordField
              name="current"
              label={current}
              hint={t('accountSecurity:email.currentHint')}
              autocomplete="current-password"
              required
              error={problems.current && say(t, problems.current)}
            />
          </div>
        )}
      </DialogPage>
    </AccountLayout>
  )
}
