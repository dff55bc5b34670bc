import type { PropsWithChildren } from 'hono/jsx'
import { PostButton } from './button.tsx'
import { CsrfField } from './csrf-field.tsx'
import { Document } from './document.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Logo } from './logo.tsx'
import { Flash } from './notice.tsx'
import type { PageFrame, PostTarget } from './page-frame.ts'
import { type Crumb, Crumbs } from './page-head.tsx'
import { Monogram } from './tags.tsx'

export type NavItem = {
  href: string
  text: string
  icon: IconName
  count?: string | undefined
  current?: boolean | undefined
}
export type NavGroup = { title?: string | undefined; items: NavItem[] }

export type OfficeFrame = PageFrame & {
  /** Where the mark leads. */
  home: string
  /** The organizer in whose rooms we are; the address leads to the choice of another one. */
  organizer?: { name: string; switchHref: string } | undefined
  nav: NavGroup[]
  person: { name: string; href: string }
  logOut: PostTarget
  /** Somebody looks through the account of another: what is told of it on every page, and the way back. */
  acting?: { text: string; stop: PostTarget & { text: string } } | undefined
}

export type OfficeLayoutProps = PropsWithChildren<{
  frame: OfficeFrame
  title: string
  crumbs?: Crumb[] | undefined
  scripts?: string[] | undefined
}>

/** A page of the back office. Children begin with a PageHead. */
export function OfficeLayout({ frame, title, crumbs, scripts, children }: OfficeLayoutProps) {
  return (
    <Document frame={frame} title={title} look="office" scripts={scripts}>
      <Rail frame={frame} />
      <main id="content" class="desk">
        {frame.acting && <ActingBanner {...frame.acting} />}
        {crumbs && <Crumbs label={frame.labels.whereYouAre} crumbs={crumbs} />}
        <Flash messages={frame.flash} />
        {children}
      </main>
    </Document>
  )
}

/** Stays in sight while the page moves. */
function ActingBanner({ text, stop }: NonNullable<OfficeFrame['acting']>) {
  return (
    <section class="notice notice-warn sticky top-2 z-30 mb-5 !flex items-center gap-x-3" aria-label={text}>
      <Icon name="eye" />
      <p class="notice-title min-w-0 flex-1 [overflow-wrap:anywhere]">{text}</p>
      <PostButton small post={stop} formClass="ms-auto">
        {stop.text}
      </PostButton>
    </section>
  )
}

/** The dark frame. On a phone a bar whose "Menu" is a link to the navigation. */
function Rail({ frame }: { frame: OfficeFrame }) {
  const { labels, organizer, nav } = frame
  return (
    <header class="rail">
      <div class="rail-top">
        <Logo href={frame.home} />
        <a class="rail-toggle rail-open" href="#menu">
          <Icon name="menu" />
          {labels.menu}
        </a>
        <a class="rail-toggle rail-close" href="#content">
          <Icon name="x" />
          {labels.close}
        </a>
      </div>
      <div class="rail-nav" id="menu">
        {organizer && (
          <a class="rail-org" href={organizer.switchHref}>
            <Monogram name={organizer.name} plain />
            <span class="min-w-0">
              {organizer.name}
              <span class="sr-only">, {labels.changeOrganizer}</span>
            </span>
            <Icon name="chevrons-up-down" class="ms-auto" />
          </a>
        )}
        <nav aria-label={labels.backOffice}>
          {nav.map((group) => (
            <RailGroup {...group} />
          ))}
        </nav>
        <RailFoot frame={frame} />
      </div>
    </header>
  )
}

function RailGroup({ title, items }: NavGroup) {
  return (
    <div class="rail-group">
      {title !== undefined && <h2>{title}</h2>}
      <ul>
        {items.map(({ href, text, icon, count, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              <Icon name={icon} />
              {text}
              {count !== undefined && (
                <>
                  <span class="sr-only">, </span>
                  <span class="count">{count}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function RailFoot({ frame: { person, logOut, labels } }: { frame: OfficeFrame }) {
  return (
    <div class="rail-foot">
      <Monogram name={person.name} person />
      <a class="min-w-0 truncate font-semibold hover:underline" href={person.href}>
        {person.name}
      </a>
      <form class="ms-auto" method="post" action={logOut.action}>
        <CsrfField token={logOut.csrf} />
        <button type="submit" class="p-1 hover:text-white" title={labels.logOut}>
          <Icon name="log-out" />
          <span class="sr-only">{labels.logOut}</span>
        </button>
      </form>
    </div>
  )
}
