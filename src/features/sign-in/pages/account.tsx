import type { Translate } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'

interface LogoutPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly name: string
  readonly action: string
  readonly cancel: string
  readonly next: string | null
}

/** A link cannot log out; it asks first. */
export function LogoutPage({ frame, t, csrf, name, action, cancel, next }: LogoutPageProps) {
  return (
    <ShopLayout frame={frame} title={t('signIn:logout.title')} width="narrow">
      <DialogPage
        title={t('signIn:logout.title')}
        text={t('signIn:logout.text', { name })}
        post={{ action, csrf }}
        submit={t('signIn:logout.submit')}
        cancel={{ href: cancel, text: t('signIn:logout.cancel') }}
      >
        {next !== null && <input type="hidden" name="next" value={next} />}
      </DialogPage>
    </ShopLayout>
  )
}
