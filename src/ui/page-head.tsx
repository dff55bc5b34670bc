import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { anchorId } from './field.tsx'

export type Crumb = { text: string; href?: string | undefined }

/** The last crumb is the page itself and has no address. */
export function Crumbs({ label, crumbs }: { label: string; crumbs: Crumb[] }) {
  return (
    <nav aria-label={label}>
      <ol class="crumbs">
        {crumbs.map(({ text, href }) =>
          href === undefined ? (
            <li aria-current="page">{text}</li>
          ) : (
            <li>
              <a href={href}>{text}</a>
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}

type PageHeadProps = {
  title: Child
  /** One sentence. */
  text?: Child | undefined
  /** IdTag, State and the like, in one line below the title. */
  meta?: Child | undefined
  /** A large Monogram before the title. */
  mark?: Child | undefined
  /** Buttons, one of them primary at most. */
  actions?: Child | undefined
}

export function PageHead({ title, text, meta, mark, actions }: PageHeadProps) {
  return (
    <div class="page-head">
      <div class={classNames('min-w-0', mark !== undefined && 'flex items-center gap-3')}>
        {mark}
        <div class="min-w-0">
          <h1>{title}</h1>
          {text !== undefined && <p class="mt-1 max-w-prose text-muted">{text}</p>}
          {meta !== undefined && <div class="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">{meta}</div>}
        </div>
      </div>
      {actions !== undefined && <div class="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}

type SectionProps = PropsWithChildren<{
  title: string
  text?: Child | undefined
  /** Right of the title: a small button, a link, a count. */
  aside?: Child | undefined
  /** The title is only read aloud. */
  hideTitle?: boolean | undefined
  class?: string | undefined
}>

/** A part of a page with its title. */
export function Section({ title, text, aside, hideTitle, class: extra, children }: SectionProps) {
  const id = anchorId(`section ${title}`)
  const head = (
    <h2 id={id} class={hideTitle ? 'sr-only' : undefined}>
      {title}
    </h2>
  )
  return (
    <section class={classNames('min-w-0', extra)} aria-labelledby={id}>
      {aside === undefined ? (
        head
      ) : (
        <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          {head}
          {aside}
        </div>
      )}
      {text !== undefined && <p class="mt-1 max-w-prose text-muted">{text}</p>}
      <div class={hideTitle ? undefined : 'mt-2'}>{children}</div>
    </section>
  )
}

/** Main column of sections and a narrow one beside it; below each other under 72 rem. */
export function WithAside({ aside, children }: PropsWithChildren<{ aside: Child }>) {
  return (
    <div class="with-aside">
      <div class="grid min-w-0 grid-cols-1 content-start gap-10">{children}</div>
      <aside class="grid content-start gap-8">{aside}</aside>
    </div>
  )
}
