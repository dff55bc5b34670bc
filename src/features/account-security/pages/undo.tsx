import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import type { LinkItem } from '../../../ui/page-frame.ts'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'

interface UndoPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly identifier: string
  /** The address that comes back. */
  readonly email: string
  readonly to: string
  readonly when: string
  readonly hasPasswords: boolean
  readonly token: string
  readonly action: string
  readonly cancel: string
}

/** Asks before the address before is put back. */
export function UndoPage(props: UndoPageProps) {
  const { frame, t, csrf, identifier, email, to, when, hasPasswords, token, action, cancel } = props
  const title = t('accountSecurity:email.undoTitle')
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <DialogPage
        title={title}
        text={t('accountSecurity:email.undoText', { when, identifier, email, to })}
        consequences={[
          t('accountSecurity:email.undoBack', { email }),
          t('accountSecurity:email.undoEnds'),
          ...(hasPasswords ? [t('accountSecurity:email.undoPassword')] : []),
        ]}
        post={{ action, csrf }}
        submit={t('accountSecurity:email.undoSubmit')}
        tone="danger-solid"
        cancel={{ href: cancel, text: t('accountSecurity:email.undoCancel') }}
      >
        <input type="hidden" name="token" value={token} />
      </DialogPage>
    </ShopLayout>
  )
}

interface UndoEndPageProps {
  readonly frame: ShopFrame
  readonly title: string
  readonly text: string
  readonly more: string | null
  readonly link: LinkItem
}

export function UndoEndPage({ frame, title, text, more, link }: UndoEndPageProps) {
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="mt-2 max-w-prose">{text}</p>
      {more !== null && <p class="mt-2 max-w-prose">{more}</p>}
      <ButtonLink class="mt-5" href={link.href}>
        {link.text}
      </ButtonLink>
    </ShopLayout>
  )
}
