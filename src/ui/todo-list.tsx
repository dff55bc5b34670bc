import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Todo = {
  icon: IconName
  tone: 'bad' | 'warn' | 'info'
  title: string
  text?: Child | undefined
  /** A small button that leads to where it can be mended. */
  action: Child
}

const tones = { bad: 'text-error', warn: 'text-warning', info: 'text-info' }

/** What needs a hand today; on top of an overview, left out when there is nothing. */
export function TodoList({ items }: { items: Todo[] }) {
  if (items.length === 0) return null
  return (
    <ul class="panel divide-y divide-line-soft">
      {items.map(({ icon, tone, title, text, action }) => (
        <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
          <Icon name={icon} class={tones[tone]} />
          <p class="min-w-0 flex-1 basis-60">
            <b>{title}</b> {text !== undefined && <span class="text-muted">{text}</span>}
          </p>
          {action}
        </li>
      ))}
    </ul>
  )
}
