import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import { Monogram } from '../../../ui/tags.tsx'
import type { ReachedApp } from '../types.ts'

/** Without a script the page goes on after this time; by hand it goes on at any time. */
const GOES_ON_AFTER_S = 5

interface AppsPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  /** Name of the organizer. */
  readonly organizer: string
  readonly apps: readonly ReachedApp[]
  readonly goesTo: string
}

/** Tells the apps of a logout, each in a frame that nobody sees, and goes on by itself. */
export function AppsPage({ frame, t, organizer, apps, goesTo }: AppsPageProps) {
  const title = t('singleLogout:apps.title')
  return (
    <ShopLayout
      frame={frame}
      title={title}
      width="narrow"
      scripts={['logout-apps']}
      goesOn={{ href: goesTo, afterS: GOES_ON_AFTER_S }}
    >
      <h1>{title}</h1>
      <p class="mt-2 max-w-prose">{t('singleLogout:apps.text', { organizer })}</p>
      <Rows class="mt-6">
        {apps.map(({ name, logo, frame: address }) => (
          <Row mark={<Monogram name={name} image={logo} />} title={name}>
            {address !== null && (
              <iframe
                src={address}
                title={t('singleLogout:apps.frame', { app: name })}
                sandbox="allow-scripts allow-same-origin"
                referrerpolicy="no-referrer"
                hidden
              />
            )}
          </Row>
        ))}
      </Rows>
      <p class="mt-6" id="goes-on">
        <ButtonLink tone="primary" href={goesTo}>
          {t('singleLogout:apps.goOn')}
        </ButtonLink>
      </p>
    </ShopLayout>
  )
}
