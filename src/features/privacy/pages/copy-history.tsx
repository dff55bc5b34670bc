import { formatInstant } from '../../../platform/i18n/format.ts'
import type { HistoryChange } from '../../../ui/history-timeline.tsx'
import { type AuditEntry, describeEntry } from '../../audit/index.ts'
import type { CopyFormats } from './copy-value.tsx'

interface CopiedHistoryProps {
  readonly events: readonly AuditEntry[]
  readonly formats: CopyFormats
}

/** What happened with an account, in sentences; which member of staff did it is not said. */
export function CopiedHistory({ events, formats }: CopiedHistoryProps) {
  const { t, locale, timeZone } = formats
  if (events.length === 0) return t('privacy:copy.none')
  return (
    <ol>
      {events.map((event) => {
        const { what, changes = [] } = describeEntry(t, event, formats)
        const when = formatInstant(event.at, locale, timeZone)
        return (
          <li class="event">
            {what}
            {changes.map((change) => (
              <span class="change">{changeText(change, formats)}</span>
            ))}
            <span class="by">{t('privacy:copy.event', { when, who: t(`privacy:copy.by.${event.actorType}`) })}</span>
          </li>
        )
      })}
    </ol>
  )
}

function changeText({ label = '', before, after }: HistoryChange, { t }: CopyFormats): string {
  if (after === undefined) return label
  if (before === undefined) return t('privacy:copy.pair', { label, text: after })
  return t('privacy:copy.change', { label, before: before || t('privacy:copy.empty'), after })
}
