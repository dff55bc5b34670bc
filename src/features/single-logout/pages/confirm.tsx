import type { Translate } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import { SEALED } from '../paths.ts'
import type { ShownProblem } from '../problems.ts'
import { Problem } from './problem.tsx'

interface ConfirmPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  /** Name of the organizer. */
  readonly organizer: string
  /** Who is logged in: a name, or an email address. */
  readonly person: string
  /** The app that asks; null when that is not known. */
  readonly app: string | null
  /** Apps that are told of the logout. */
  readonly apps: readonly string[]
  readonly problem: ShownProblem | null
  readonly action: string
  readonly sealed: string
  readonly cancel: string
}

/** Asks before a logout that an app cannot prove to be wanted. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { frame, t, csrf, organizer, person, app, apps, problem, action, sealed, cancel } = props
  const title = t('singleLogout:confirm.title', { organizer })
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <Problem problem={problem} t={t} />
      <DialogPage
        title={title}
        text={
          app === null ? t('singleLogout:confirm.text', { person }) : t('singleLogout:confirm.textApp', { person, app })
        }
        consequences={apps.map((name) => t('singleLogout:confirm.reaches', { app: name }))}
        post={{ action, csrf }}
        submit={t('singleLogout:confirm.submit')}
        cancel={{ href: cancel, text: t('singleLogout:confirm.cancel') }}
      >
        <input type="hidden" name={SEALED} value={sealed} />
      </DialogPage>
    </ShopLayout>
  )
}
