import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import type { ShownProblem } from '../problems.ts'
import { Problem } from './problem.tsx'

interface DonePageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  /** Name of the organizer. */
  readonly organizer: string
  readonly problem: ShownProblem | null
  readonly links: { readonly shop: string; readonly logIn: string }
}

/** Says that nobody is logged in any more. */
export function DonePage({ frame, t, organizer, problem, links }: DonePageProps) {
  const title = t('singleLogout:done.title')
  return (
    <ShopLayout frame={frame} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="mt-2 max-w-prose">{t('singleLogout:done.text', { organizer })}</p>
      {problem !== null && <div class="mt-6" />}
      <Problem problem={problem} t={t} />
      <div class="mt-6 flex flex-wrap gap-2">
        <ButtonLink tone="primary" href={links.shop}>
          {t('singleLogout:done.toShop', { organizer })}
        </ButtonLink>
        <ButtonLink tone="ghost" href={links.logIn}>
          {t('singleLogout:done.logIn')}
        </ButtonLink>
      </div>
    </ShopLayout>
  )
}
