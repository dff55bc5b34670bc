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
  /** Names of the apps that are told of the logout, in a row; null when there are none. */
  readonly apps: string | null
  readonly problem: ShownProblem | null
  readonly action: string
  readonly sealed: string
  readonly cancel: string
}

/** Asks before a logout that an app cannot prove to be wanted. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { frame, t, csrf, organizer, person, app, apps, problem, action, sealed, cancel } = props
  const title = t('singleLogout:confirm.title', { organizer })
  const who =
    app === null ? t('singleLogout:confirm.text', { person }) : t('singleLogout:confirm.textApp', { person, app })
  const text = apps === null ? who : `${who} ${t('singleLogout:confirm.reaches', { apps })}`
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <Problem problem={problem} t={t} />
      <DialogPage
        title={title}
        text={text}
        post={{ action, csrf }}
        submit={t('singleLogout:confirm.submit')}
        cancel={{ href: cancel, text: t('singleLogout:confirm.cancel') }}
      >
        <input type="hidden" name={SEALED} value={sealed} />
      </DialogPage>
    </ShopLayout>
  )
}
