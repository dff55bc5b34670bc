import type { Translate } from '../../../platform/i18n/i18n.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { type HistoryEntry, HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Office } from './organizers.tsx'

interface HistoryPageProps {
  readonly office: Office
  readonly t: Translate
  /** Whose history. */
  readonly words: 'history' | 'installationHistory'
  readonly entries: HistoryEntry[]
  /** "1 Nov 2026 to 21 Nov 2026" */
  readonly range: string
  readonly newer: string | undefined
  readonly older: string | undefined
}

export function HistoryPage({ office, t, words, entries, range, newer, older }: HistoryPageProps) {
  return (
    <OfficeLayout {...office} title={t(`office:${words}.title`)}>
      <PageHead title={t(`office:${words}.title`)} text={t(`office:${words}.text`)} />
      {entries.length === 0 ? (
        <EmptyState title={t('office:history.emptyTitle')} text={t(`office:${words}.emptyText`)} />
      ) : (
        <div class="max-w-3xl">
          <HistoryTimeline entries={entries} />
          <KeyPager summary={range} newer={newer} older={older} labels={office.frame.labels} />
        </div>
      )}
    </OfficeLayout>
  )
}
