import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { LoggedEntry } from '../../../platform/outbox/types.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'

interface DeliveriesSectionProps {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly deliveries: readonly LoggedEntry[]
}

const TONES = { sent: 'ok', pending: 'wait', dead: 'bad', discarded: 'off' } as const

/** For the page of an app: when it was told of logouts, and how that went. */
export function DeliveriesSection({ t, locale, timeZone, deliveries }: DeliveriesSectionProps) {
  const when = (instant: number) => formatInstant(instant, locale, timeZone)
  if (deliveries.length === 0) {
    return (
      <Section title={t('singleLogout:deliveries.title')}>
        <p class="max-w-prose text-muted">{t('singleLogout:deliveries.empty')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('singleLogout:deliveries.title')} text={t('singleLogout:deliveries.text')}>
      <DataTable
        caption={t('singleLogout:deliveries.caption')}
        rows={deliveries}
        columns={[
          { head: t('singleLogout:deliveries.created'), rowHeader: true, cell: ({ createdAt }) => when(createdAt) },
          { head: t('singleLogout:deliveries.outcome'), cell: (entry) => <Outcome t={t} entry={entry} when={when} /> },
          {
            head: t('singleLogout:deliveries.recipient'),
            from: 'md',
            cell: ({ recipient }) => <span class="break-all">{recipient}</span>,
          },
        ]}
      />
    </Section>
  )
}

function Outcome({ t, entry, when }: { t: Translate; entry: LoggedEntry; when: (instant: number) => string }) {
  const { state, attempts, nextAttemptAt, lastError } = entry
  const next = attempts > 0 ? nextAttemptAt : null
  return (
    <>
      <State tone={TONES[state]}>{t(`singleLogout:deliveries.${state}`)}</State>
      {attempts > 0 && <span class="hint block">{t('singleLogout:deliveries.attempts', { count: attempts })}</span>}
      {next !== null && <span class="hint block">{t('singleLogout:deliveries.retried', { when: when(next) })}</span>}
      {lastError !== null && <span class="hint block break-words">{lastError}</span>}
    </>
  )
}
