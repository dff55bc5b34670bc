import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import type { LinkItem } from '../../../ui/page-frame.ts'
import { PageHead } from '../../../ui/page-head.tsx'
import type { PageContext } from '../routes/own.ts'

interface Linked extends PageContext {
  readonly token: string
  readonly action: string
}

/** Behind the link to the new address: says what changes before it does. */
export function ConfirmChangePage({
  frame,
  t,
  csrf,
  base,
  email,
  to,
  token,
  action,
}: Linked & { readonly to: string }) {
  const title = t('accountSecurity:email.confirmTitle', { email: to })
  return (
    <AccountLayout frame={frame} title={title}>
      <DialogPage
        title={title}
        text={t('accountSecurity:email.confirmText', { email })}
        consequences={[
          t('accountSecurity:email.confirmLogIn'),
          t('accountSecurity:email.confirmEnds'),
          t('accountSecurity:email.confirmUndo'),
        ]}
        post={{ action, csrf }}
        submit={t('accountSecurity:email.confirmSubmit')}
        cancel={{ href: `${base}/account/security`, text: t('words:cancel') }}
      >
        <input type="hidden" name="token" value={token} />
      </DialogPage>
    </AccountLayout>
  )
}

/** Behind the link to a further address. */
export function ConfirmEmailPage(props: Linked & { readonly address: string }) {
  const { frame, t, csrf, base, address, token, action } = props
  const title = t('accountSecurity:emails.confirmTitle', { email: address })
  return (
    <AccountLayout frame={frame} title={title}>
      <DialogPage
        title={title}
        text={t('accountSecurity:emails.confirmText')}
        post={{ action, csrf }}
        submit={t('accountSecurity:emails.confirmSubmit')}
        cancel={{ href: `${base}/account/emails`, text: t('words:cancel') }}
      >
        <input type="hidden" name="token" value={token} />
      </DialogPage>
    </AccountLayout>
  )
}

interface EndPageProps {
  readonly frame: AccountFrame
  readonly title: string
  readonly text: string
  readonly link: LinkItem
}

/** A link that leads no further. */
export function EndPage({ frame, title, text, link }: EndPageProps) {
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      <p class="max-w-prose">{text}</p>
      <ButtonLink class="mt-5" href={link.href}>
        {link.text}
      </ButtonLink>
    </AccountLayout>
  )
}
