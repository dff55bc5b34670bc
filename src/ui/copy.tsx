import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { UiLabels } from './labels.ts'

type CopyLabels = Pick<UiLabels, 'copy' | 'copied'>

type CopyButtonProps = {
  value: string
  /** What is copied; read after "Copy". */
  what: string
  labels: CopyLabels
  look?: 'ghost' | 'plain' | 'primary' | undefined
}

const looks = { ghost: 'btn btn-sm btn-ghost', plain: 'btn btn-sm', primary: 'btn btn-primary' }

/** Hidden until the script "copy" of the page shows it. */
export function CopyButton({ value, what, labels, look = 'ghost' }: CopyButtonProps) {
  return (
    <button class={looks[look]} type="button" data-copy={value} data-copied={labels.copied} hidden>
      <Icon name="copy" />
      <span>
        <span data-copy-text aria-live="polite">
          {labels.copy}
        </span>
        <span class="sr-only"> {what}</span>
      </span>
    </button>
  )
}

export type CopyItem = { label: string; value: string; hint?: Child | undefined }

/** Addresses and codes to take elsewhere. One click selects the value; the copy button is for pages with the script. */
export function CopyList({ items, labels }: { items: CopyItem[]; labels: CopyLabels }) {
  return (
    <dl class="border-y border-line">
      {items.map((item) => (
        <CopyRow {...item} labels={labels} />
      ))}
    </dl>
  )
}

export function CopyRow({ label, value, hint, labels }: CopyItem & { labels: CopyLabels }) {
  return (
    <div class="copy-row">
      <dt>{label}</dt>
      <dd class="min-w-0">
        <code class="select-all">
          <Breakable text={value} />
        </code>
        {hint !== undefined && <span class="hint block">{hint}</span>}
      </dd>
      <dd>
        <CopyButton value={value} what={label} labels={labels} />
      </dd>
    </div>
  )
}

/** An address that may break after its slashes. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[^/:]\/)(?=[^/])/)
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 && <wbr />}
          {part}
        </>
      ))}
    </>
  )
}

type SecretOnceProps = PropsWithChildren<{
  title: string
  secret: string
  /** "Old one works until 5 December" */
  note?: Child | undefined
  labels: CopyLabels
}>

/** A secret that is shown once. Children say where it belongs and what happens when it is lost. */
export function SecretOnce({ title, secret, note, labels, children }: SecretOnceProps) {
  return (
    <section class="panel mb-8 border-(--touch-edge)" aria-labelledby="secret">
      <div class="panel-head rounded-t-[calc(var(--radius-box)-1px)] bg-touch-soft">
        <h2 id="secret" class="flex items-center gap-2">
          <Icon name="key-round" />
          {title}
        </h2>
        {note !== undefined && <span class="chip chip-touch">{note}</span>}
      </div>
      <div class="panel-body grid gap-3">
        <div class="flex flex-wrap items-center gap-2">
          <code class="min-w-0 flex-1 basis-72 select-all rounded-field border border-line bg-base-200 px-3 py-2 [overflow-wrap:anywhere]">
            {secret}
          </code>
          <CopyButton value={secret} what={title} labels={labels} look="primary" />
        </div>
        {children !== undefined && <div class="text-muted">{children}</div>}
      </div>
    </section>
  )
}

/** Several lines of settings or code; the name is read aloud. */
export function Snippet({ name, code }: { name: string; code: string }) {
  return (
    <pre class="snippet" {...scrollable(name)}>
      {code}
    </pre>
  )
}

/** Wide code scrolls inside itself and can be reached with the keyboard. */
function scrollable(name: string) {
  return { tabindex: 0, role: 'region', 'aria-label': name }
}

/** Alternatives that need no request: radio inputs. `group` is unique on the page. */
export function SnippetTabs({ group, tabs }: { group: string; tabs: { title: string; name: string; code: string }[] }) {
  return (
    <div class="tabs tabs-border snippet-tabs">
      {tabs.map(({ title, name, code }, index) => (
        <>
          <input type="radio" name={group} class="tab" aria-label={title} checked={index === 0} />
          <div class="tab-content pt-3">
            <Snippet name={name} code={code} />
          </div>
        </>
      ))}
    </div>
  )
}
