import type { Translate } from '../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { ShopHero } from '../../ui/programme.tsx'
import { type ShopFrame, ShopLayout } from '../../ui/shop-layout.tsx'
import { canRegister } from './rules.ts'
import type { Organizer } from './types.ts'

interface FrontPageProps {
  readonly frame: ShopFrame
  readonly organizer: Organizer
  readonly base: string
  readonly t: Translate
}

/** The organizer's front page: who this is, and the way to one's account. */
export function FrontPage({ frame, organizer, base, t }: FrontPageProps) {
  return (
    <ShopLayout frame={frame} title={t('organizers:front.title')} width="full">
      <ShopHero title={organizer.name} text={organizer.tagline || undefined} />
      <div class="wrap grid grid-cols-1 gap-x-14 gap-y-8 pb-16 lg:grid-cols-[minmax(0,1fr)_19rem]">
        {frame.visitor && (
          <aside class="z-10 -mt-8 lg:order-2 lg:-mt-14 lg:self-start" aria-label={t('organizers:front.box')}>
            <AccountBox visitor={frame.visitor} base={base} canRegister={canRegister(organizer.settings)} t={t} />
          </aside>
        )}
        <section class="min-w-0 pt-8 lg:order-1 lg:pt-12" aria-labelledby="programme">
          <h2 id="programme" class="text-2xl">
            {t('organizers:front.programme')}
          </h2>
          <p class="mt-3 max-w-prose text-muted">{t('organizers:front.empty')}</p>
        </section>
      </div>
    </ShopLayout>
  )
}

interface AccountBoxProps {
  readonly visitor: NonNullable<ShopFrame['visitor']>
  readonly base: string
  readonly canRegister: boolean
  readonly t: Translate
}

function AccountBox({ visitor, base, canRegister, t }: AccountBoxProps) {
  if (visitor.kind === 'customer') {
    return (
      <section class="panel p-5" aria-labelledby="box">
        <h2 id="box">{t('organizers:front.welcome', { name: visitor.name })}</h2>
        <p class="mt-1 text-muted">{t('organizers:front.loggedIn')}</p>
        <div class="mt-4 grid gap-2">
          <ButtonLink tone="primary" href={visitor.accountHref}>
            {t('organizers:front.toAccount')}
          </ButtonLink>
        </div>
      </section>
    )
  }
  return (
    <section class="panel p-5" aria-labelledby="box">
      <h2 id="box">{t('organizers:front.box')}</h2>
      <p class="mt-1 text-muted">{t('organizers:front.boxText')}</p>
      <div class="mt-4 grid gap-2">
        <ButtonLink tone="primary" href={visitor.logInHref}>
          {t('ui:logIn')}
        </ButtonLink>
        {canRegister && <ButtonLink href={`${base}/account/register`}>{t('organizers:front.register')}</ButtonLink>}
      </div>
    </section>
  )
}
