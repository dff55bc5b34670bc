import type { PropsWithChildren } from 'hono/jsx'
import { Document } from './document.tsx'
import { Icon } from './icon.tsx'
import { Flash } from './notice.tsx'
import type { NavItem } from './office-layout.tsx'
import { ShopBar, ShopFoot, type ShopFrame } from './shop-layout.tsx'
import { IdTag } from './tags.tsx'

export type AccountFrame = ShopFrame & {
  nav: NavItem[]
  person: { name: string; email: string; identifier: string }
}

export type AccountLayoutProps = PropsWithChildren<{
  frame: AccountFrame
  title: string
  scripts?: string[] | undefined
}>

/** A page of the customer's account. Children begin with a PageHead. */
export function AccountLayout({ frame, title, scripts, children }: AccountLayoutProps) {
  return (
    <Document frame={frame} title={title} look="shop" scripts={scripts}>
      <ShopBar frame={frame} />
      <div class="wrap account">
        <AccountNav frame={frame} />
        <main id="content" class="min-w-0">
          <Flash messages={frame.flash} />
          {children}
        </main>
      </div>
      <ShopFoot frame={frame} />
    </Document>
  )
}

/** On a phone it wraps into a few lines; no entry is hidden. */
function AccountNav({ frame: { nav, person, labels } }: { frame: AccountFrame }) {
  return (
    <nav class="account-nav" aria-label={labels.yourAccount}>
      <div class="mb-4 hidden min-[60rem]:block">
        <p class="font-semibold">{person.name}</p>
        <p class="hint mb-2">{person.email}</p>
        <IdTag id={person.identifier} />
      </div>
      <ul>
        {nav.map(({ href, text, icon, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              <Icon name={icon} />
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
