import type { PropsWithChildren } from 'hono/jsx'
import { ButtonLink, PostButton } from './button.tsx'
import { Document, type DocumentProps } from './document.tsx'
import { Icon } from './icon.tsx'
import { ShopLogo, type ShopLogoImage } from './logo.tsx'
import { Flash } from './notice.tsx'
import type { LinkItem, PageFrame, PostTarget } from './page-frame.ts'

/** A language of the shop under its own name. */
export type LanguageLink = { lang: string; name: string; href: string; current?: boolean | undefined }

export type ShopVisitor =
  | { kind: 'guest'; logInHref: string }
  | { kind: 'customer'; name: string; accountHref: string; logOut: PostTarget }

/** A page under the organizer's name; `siteName` is that name and `assets.brandCss` the colour. */
export type ShopFrame = PageFrame & {
  home: string
  logo?: ShopLogoImage | undefined
  languages: LanguageLink[]
  /** Unset: the organizer has no customer accounts. */
  visitor?: ShopVisitor | undefined
  footer: { links: LinkItem[]; note?: string | undefined }
}

export type ShopLayoutProps = PropsWithChildren<{
  frame: ShopFrame
  title: string
  scripts?: string[] | undefined
  goesOn?: DocumentProps['goesOn']
  /** full: the page sets its own margins, for a hero over the whole width. */
  width?: 'wrap' | 'narrow' | 'full' | undefined
}>

const widths = { wrap: 'wrap py-8 md:py-10', narrow: 'mx-auto w-full max-w-2xl px-4 py-8 md:py-12', full: undefined }

/** A page of the shop. Foyer itself is not named anywhere on it. */
export function ShopLayout({ frame, title, scripts, goesOn, width = 'wrap', children }: ShopLayoutProps) {
  return (
    <Document frame={frame} title={title} look="shop" scripts={scripts} goesOn={goesOn}>
      <ShopBar frame={frame} />
      <main id="content" class={widths[width]}>
        <Flash messages={frame.flash} class={width === 'full' ? 'wrap py-4' : undefined} />
        {children}
      </main>
      <ShopFoot frame={frame} />
    </Document>
  )
}

export function ShopBar({ frame }: { frame: ShopFrame }) {
  const { siteName, home, logo, visitor, labels } = frame
  return (
    <header class="shop-bar">
      <div class="wrap">
        <ShopLogo name={siteName} href={home} image={logo} />
        <div class="ms-auto flex shrink-0 items-center gap-1 sm:gap-2">
          <LanguageMenu frame={frame} />
          {visitor?.kind === 'guest' && (
            <ButtonLink small icon="log-in" href={visitor.logInHref}>
              {labels.logIn}
            </ButtonLink>
          )}
          {visitor?.kind === 'customer' && (
            <>
              <ButtonLink small tone="ghost" icon="circle-user-round" href={visitor.accountHref}>
                <span class="max-w-40 truncate max-sm:sr-only">{visitor.name}</span>
              </ButtonLink>
              <PostButton small tone="ghost" icon="log-out" post={visitor.logOut}>
                <span class="max-sm:sr-only">{labels.logOut}</span>
              </PostButton>
            </>
          )}
        </div>
      </div>
    </header>
  )
}

/** Behind one button; on a phone the languages stand in the foot of the page. */
function LanguageMenu({ frame: { languages, labels } }: { frame: ShopFrame }) {
  const current = languages.find((language) => language.current)
  if (languages.length < 2) return null
  return (
    <details class="dropdown dropdown-end max-sm:hidden">
      <summary class="btn btn-sm btn-ghost">
        <Icon name="globe" />
        <span class="sr-only">{labels.language}: </span>
        {current?.name}
      </summary>
      <ul class="dropdown-content menu panel z-20 mt-1 w-40 p-1 shadow-lg">
        {languages.map(({ lang, name, href, current: isCurrent }) => (
          <li>
            <a href={href} lang={lang} hreflang={lang} aria-current={isCurrent ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

type ShopFootProps = {
  frame: ShopFrame
  /** The page has no ShopBar, so the languages stand here on every screen. */
  alwaysLanguages?: boolean | undefined
}

export function ShopFoot({ frame: { footer, languages }, alwaysLanguages }: ShopFootProps) {
  return (
    <footer class="shop-foot">
      <div class="wrap">
        {footer.links.map(({ href, text }) => (
          <a href={href}>{text}</a>
        ))}
        {languages
          .filter((language) => !language.current)
          .map(({ lang, name, href }) => (
            <a href={href} lang={lang} hreflang={lang} class={alwaysLanguages ? undefined : 'sm:hidden'}>
              {name}
            </a>
          ))}
        {footer.note !== undefined && <span>{footer.note}</span>}
      </div>
    </footer>
  )
}
