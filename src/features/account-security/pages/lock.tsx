import { AccountLayout } from '../../../ui/account-layout.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import type { PageContext } from '../routes/own.ts'

/** Asks before everybody else is out. */
export function LockPage(props: PageContext & { readonly hasPassword: boolean }) {
  const { frame, t, csrf, base, email, hasPassword } = props
  const title = t('accountSecurity:lock.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <DialogPage
        title={title}
        text={t('accountSecurity:lock.text')}
        consequences={[
          t('accountSecurity:lock.ends'),
          ...(hasPassword ? [t('accountSecurity:lock.password'), t('accountSecurity:lock.mail', { email })] : []),
          t('accountSecurity:lock.passkeys'),
        ]}
        post={{ action: `${base}/account/security/lock`, csrf }}
        submit={t('accountSecurity:lock.submit')}
        tone="danger-solid"
        cancel={{ href: `${base}/account/security`, text: t('accountSecurity:lock.cancel') }}
      />
    </AccountLayout>
  )
}
