import type { Child } from 'hono/jsx'

export type HistoryChange = {
  /** Name of the field; may be left out when `what` says it. */
  label?: string | undefined
  before?: string | undefined
  after?: string | undefined
}

export type HistoryEntry = {
  what: Child
  changes?: HistoryChange[] | undefined
  /** Who and when: "Jonas Weber, 14 Sep 2026" */
  by: Child
  /** touch: staff acted. ok and bad: came out well or badly. None: everything else. */
  tone?: 'touch' | 'ok' | 'bad' | undefined
}

/** Newest first: what, before and after, who, when. */
export function HistoryTimeline({ entries }: { entries: HistoryEntry[] }) {
  return (
    <ol class="timeline-list">
      {entries.map(({ what, changes = [], by, tone }) => (
        <li class={tone && `mark-${tone}`}>
          <p>{what}</p>
          {changes.map((change) => (
            <Change {...change} />
          ))}
          <p class="by">{by}</p>
        </li>
      ))}
    </ol>
  )
}

function Change({ label, before, after }: HistoryChange) {
  return (
    <div class="change">
      {label !== undefined && <span class="text-muted">{label}</span>}
      {before !== undefined && before !== '' && <del>{before}</del>}
      {after !== undefined && after !== '' && <ins>{after}</ins>}
    </div>
  )
}
