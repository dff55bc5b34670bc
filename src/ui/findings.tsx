import { Snippet } from './copy.tsx'
import { Icon } from './icon.tsx'

export interface ShownFinding {
  readonly isGood: boolean
  readonly text: string
}

/** What a check found, each good or bad. @param words what the marks say to those who do not see them */
export function Findings({
  findings,
  words,
}: {
  findings: readonly ShownFinding[]
  words: { good: string; bad: string }
}) {
  return (
    <ul class="grid gap-0.5 py-1 text-ui">
      {findings.map(({ isGood, text }) => (
        <li class="flex gap-1.5">
          <Icon
            name={isGood ? 'check' : 'x'}
            label={isGood ? words.good : words.bad}
            class={isGood ? 'mt-0.5 shrink-0 text-muted' : 'mt-0.5 shrink-0 text-error'}
          />
          <span class={isGood ? 'text-muted [overflow-wrap:anywhere]' : '[overflow-wrap:anywhere]'}>{text}</span>
        </li>
      ))}
    </ul>
  )
}

/** What was sent or answered, to copy; nothing without lines. @param about whose lines they are */
export function WireLines({ title, about, lines }: { title: string; about: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div class="mt-2">
      <p class="hint">{title}</p>
      <Snippet name={`${about}: ${title}`} code={lines.join('\n')} />
    </div>
  )
}
