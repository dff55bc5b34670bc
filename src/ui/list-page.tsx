import type { Child, PropsWithChildren } from 'hono/jsx'
import { Button, ButtonLink } from './button.tsx'
import { Icon } from './icon.tsx'
import type { UiLabels } from './labels.ts'
import { type Option, type OptionGroup, Options } from './text-fields.tsx'

export type Tab = { href: string; text: string; count?: string | undefined; current?: boolean | undefined }

/** Views of the same thing, as links. */
export function LineTabs({ label, tabs, class: extra }: { label: string; tabs: Tab[]; class?: string | undefined }) {
  return (
    <nav class={extra ? `line-tabs ${extra}` : 'line-tabs'} aria-label={label}>
      {tabs.map(({ href, text, count, current }) => (
        <a href={href} aria-current={current ? 'true' : undefined}>
          {text}
          {count !== undefined && (
            <>
              <span class="sr-only">, </span>
              <span class="count">{count}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  )
}

type FilterBarProps = PropsWithChildren<{
  action: string
  submit: string
  /** Parts of the address that stay: the sorting, the tab. */
  keep?: Record<string, string> | undefined
}>

/** A GET form: every filter is in the address. Children: SearchBox and FilterSelect. */
export function FilterBar({ action, submit, keep = {}, children }: FilterBarProps) {
  return (
    <search>
      <form
        class="my-4 grid grid-cols-[minmax(0,1fr)_auto] gap-2 has-[select]:grid-cols-2 md:flex md:flex-wrap"
        method="get"
        action={action}
      >
        {Object.entries(keep).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button>{submit}</Button>
      </form>
    </search>
  )
}

type SearchBoxProps = {
  name: string
  label: string
  value?: string | undefined
  placeholder?: string | undefined
  class?: string | undefined
}

const WIDTH = 'w-full md:w-80 [form:has(select)_&]:col-span-2'

export function SearchBox({ name, label, value, placeholder, class: extra = WIDTH }: SearchBoxProps) {
  return (
    <label class={`input ${extra}`}>
      <span class="sr-only">{label}</span>
      <Icon name="search" class="text-muted" />
      <input type="search" name={name} value={value} placeholder={placeholder} />
    </label>
  )
}

type FilterSelectProps = { name: string; label: string; options: (Option | OptionGroup)[]; value?: string | undefined }

export function FilterSelect({ name, label, options, value }: FilterSelectProps) {
  return (
    <select class="select md:w-44" name={name} aria-label={label}>
      <Options options={options} value={value} />
    </select>
  )
}

type FilterChipsProps = {
  /** One per active filter; `href` is the list without it. */
  filters: { text: string; href: string }[]
  clearHref: string
  labels: Pick<UiLabels, 'removeFilter' | 'clearFilters'>
}

export function FilterChips({ filters, clearHref, labels }: FilterChipsProps) {
  if (filters.length === 0) return null
  return (
    <p class="mb-2 flex flex-wrap items-center gap-2 text-ui">
      {filters.map(({ text, href }) => (
        <a class="chip chip-touch" href={href}>
          {text}
          <Icon name="x" label={labels.removeFilter} />
        </a>
      ))}
      <a class="link ms-1" href={clearHref}>
        {labels.clearFilters}
      </a>
    </p>
  )
}

type KeyPagerProps = {
  /** "12 of 31,640" */
  summary: Child
  newer?: string | undefined
  older?: string | undefined
  labels: Pick<UiLabels, 'pages' | 'newer' | 'older'>
}

/** Paging by key: no page numbers. Draws nothing but the summary when there is one page. */
export function KeyPager({ summary, newer, older, labels }: KeyPagerProps) {
  return (
    <nav class="mt-4 flex flex-wrap items-center justify-between gap-3" aria-label={labels.pages}>
      <p class="hint">{summary}</p>
      {(newer !== undefined || older !== undefined) && (
        <div class="flex gap-2">
          <ButtonLink small icon="arrow-left" href={newer} rel="prev">
            {labels.newer}
          </ButtonLink>
          <ButtonLink small iconEnd="arrow-right" href={older} rel="next">
            {labels.older}
          </ButtonLink>
        </div>
      )}
    </nav>
  )
}
