import type { HistoryEntry } from '../../../ui/history-timeline.tsx'
import { HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { KeyPager, LineTabs } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Customer } from '../types.ts'
import { customerName, customerPath, type OfficeContext } from './context.ts'

export interface HistoryPageProps {
  readonly context: OfficeContext
  readonly customer: Customer
  readonly entries: HistoryEntry[]
  readonly isLogins: boolean
  /** The parts of an address behind `?`, for the neighbouring pages; null at the ends. */
  readonly newer: string | null
  readonly older: string | null
}

/** Everything that happened to an account, or its logins alone. */
export function HistoryPage({ context, customer, entries, isLogins, newer, older }: HistoryPageProps) {
  const { frame, crumbs, t, path, number } = context
  const title = t('customers:story.title', { name: customerName(customer) })
  const here = path(customerPath(customer, 'history'))
  const at = (parts: string | null) =>
    parts === null ? undefined : `${here}?${isLogins ? 'only=logins&' : ''}${parts}`
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} />
      <LineTabs
        label={t('customers:story.which')}
        tabs={[
          { href: here, text: t('customers:story.all'), current: !isLogins },
          { href: `${here}?only=logins`, text: t('customers:story.logins'), current: isLogins },
        ]}
      />
      <div class="mt-4 max-w-3xl">
        {entries.length === 0 ? (
          <p class="text-muted">{t('customers:detail.noHistory')}</p>
        ) : (
          <HistoryTimeline entries={entries} />
        )}
        <KeyPager
          summary={t('customers:story.shown', { count: entries.length, total: number(entries.length) })}
          newer={at(newer)}
          older={at(older)}
          labels={frame.labels}
        />
      </div>
    </OfficeLayout>
  )
}
