import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type CheckResult = 'pass' | 'warn' | 'fail' | 'skip'

export type Check = {
  result: CheckResult
  title: string
  /** "84 ms", "not run" */
  time?: string | undefined
  /** Advice after a warning; reason and way out after a failure. */
  more?: Child | undefined
}

const looks: Record<CheckResult, IconName> = {
  pass: 'circle-check',
  warn: 'triangle-alert',
  fail: 'circle-x',
  skip: 'circle-dashed',
}

/** The steps of a test, in the order in which they ran. `names` are read aloud: "Passed", "Warning", "Failed", "Not run". */
export function Checks({ checks, names }: { checks: Check[]; names: Record<CheckResult, string> }) {
  return (
    <ol class="panel checks overflow-hidden">
      {checks.map(({ result, title, time, more }) => (
        <li class={`check-${result}`}>
          <Icon name={looks[result]} />
          <p>
            <span class="sr-only">{names[result]}: </span>
            <b class={result === 'skip' ? 'font-normal' : undefined}>{title}</b>
          </p>
          <span class="num text-ui text-muted">{time}</span>
          {more !== undefined && <div class="check-more">{more}</div>}
        </li>
      ))}
    </ol>
  )
}
