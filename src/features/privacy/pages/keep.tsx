import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'

interface KeepPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly organizer: string
  readonly identifier: string
  readonly day: string
  readonly action: string
  readonly cancel: string
}

/** Where the link in the mail leads; looking changes nothing. */
export function KeepPage({ frame, t, csrf, organizer, identifier, day, action, cancel }: KeepPageProps) {
  const title = t('privacy:keep.title')
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <DialogPage
        title={title}
        text={t('privacy:keep.text', { identifier, organizer, day })}
        post={{ action, csrf }}
        submit={t('privacy:keep.submit')}
        cancel={{ href: cancel, text: t('privacy:keep.cancel', { organizer }) }}
      />
    </ShopLayout>
  )
}

/** How it ended. */
export function KeepEndPage({ frame, t, end }: { frame: ShopFrame; t: Translate; end: 'done' | 'gone' }) {
  const title = t(`privacy:keep.${end}Title`)
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="mt-2 max-w-prose">{t(`privacy:keep.${end}Text`)}</p>
      <WayOn frame={frame} />
    </ShopLayout>
  )
}

/** To the account, or to the login that leads there. */
function WayOn({ frame: { visitor, labels } }: { frame: ShopFrame }) {
  if (visitor === undefined) return null
  const isGuest = visitor.kind === 'guest'
  return (
    <ButtonLink class="mt-5" href={isGuest ? visitor.logInHref : visitor.accountHref}>
      {isGuest ? labels.logIn : labels.yourAccount}
    </ButtonLink>
  )
}
