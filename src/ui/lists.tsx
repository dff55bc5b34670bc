import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'

export type Fact = {
  label: string
  value: Child
  /** Spans two columns. */
  wide?: boolean | undefined
}

/** Label and value joined by dots, as in a programme: a few pairs that matter. Consent, download, receipts. */
export function CastList({ items, class: extra }: { items: Fact[]; class?: string | undefined }) {
  return (
    <dl class={classNames('cast', extra)}>
      {items.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const factColumns = { 1: '!grid-cols-1', 2: undefined, 3: 'facts-3' }

type FactsProps = {
  items: Fact[]
  columns?: 1 | 2 | 3 | undefined
  ruled?: boolean | undefined
  class?: string | undefined
}

/** Many label/value pairs on detail pages. */
export function Facts({ items, columns = 2, ruled, class: extra }: FactsProps) {
  return (
    <dl class={classNames('facts', factColumns[columns], ruled && 'border-y border-line py-4', extra)}>
      {items.map(({ label, value, wide }) => (
        <div class={wide ? 'min-[30rem]:col-span-2' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type Figure = { label: string; value: string; hint?: Child | undefined }

/** Up to four numbers of an overview, each with a comparison. */
export function Figures({ items, class: extra }: { items: Figure[]; class?: string | undefined }) {
  return (
    <dl class={classNames('figures', extra)}>
      {items.map(({ label, value, hint }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <span class="figure num">{value}</span>
            {hint !== undefined && <span class="hint block">{hint}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Rows({ children, class: extra }: PropsWithChildren<{ class?: string | undefined }>) {
  return <ul class={classNames('rows', extra)}>{children}</ul>
}

type RowProps = PropsWithChildren<{
  /** A Monogram or an IconMark. */
  mark: Child
  title: Child
  hint?: Child | undefined
}>

/** One passkey, session, app: mark, name, one muted line; actions are the children. */
export function Row({ mark, title, hint, children }: RowProps) {
  return (
    <li>
      {mark}
      <div class="min-w-0">
        <p class="font-semibold">{title}</p>
        {hint !== undefined && <p class="hint">{hint}</p>}
      </div>
      {children !== undefined && <div class="act flex flex-wrap gap-2">{children}</div>}
    </li>
  )
}
