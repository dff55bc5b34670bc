import { EmptyState } from '../../../ui/empty-state.tsx'
import { type HistoryEntry, HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import type { OwnPage } from '../context.ts'
import { OwnAccountFrame } from './frame.tsx'

interface OwnHistoryPageProps {
  readonly page: OwnPage
  readonly entries: HistoryEntry[]
  /** "1 Nov 2026 to 21 Nov 2026" */
  readonly range: string
  readonly newer: string | undefined
  readonly older: string | undefined
}

/** What happened to the account, newest first. */
export function OwnHistoryPage({ page, entries, range, newer, older }: OwnHistoryPageProps) {
  const { t, office } = page
  return (
    <OwnAccountFrame page={page} text={t('staffSecurity:history.text')}>
      {entries.length === 0 ? (
        <EmptyState title={t('staffSecurity:history.empty')} />
      ) : (
        <>
          <HistoryTimeline entries={entries} />
          <KeyPager summary={range} newer={newer} older={older} labels={office.frame.labels} />
        </>
      )}
    </OwnAccountFrame>
  )
}
