import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { OfficeContext } from './context.ts'
import { type ListQuery, listAddress } from './list-query.ts'

export type BulkAction = 'disable' | 'activation'

export interface BulkPageProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly action: BulkAction
  readonly count: number
  /** Further fields of the form. Without `customers` it is about everybody whom the filter finds, in the background. */
  readonly kept: Readonly<Record<string, string>>
}

/** What will happen to how many. */
export function BulkPage({ context, query, action, count, kept }: BulkPageProps) {
  const { frame, crumbs, t, csrf, path, number } = context
  const isLarge = kept.customers === undefined
  const title = t(`customers:bulk.${action}Title`, { count, total: number(count) })
  const consequences =
    action === 'disable'
      ? (['disableText', 'disableSessions', 'disableStays', 'disableHistory'] as const)
      : (['activationText', 'activationOnly', 'activationThrottle'] as const)
  const all = isLarge ? [...consequences, 'background' as const] : consequences
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        consequences={all.map((key) => t(`customers:bulk.${key}`))}
        post={{
          action: listAddress(path(isLarge ? 'customers/bulk/all' : 'customers/bulk/confirmed'), query, {}),
          csrf,
        }}
        submit={title}
        tone={action === 'disable' ? 'danger-solid' : 'primary'}
        cancel={{ href: listAddress(path('customers'), query, {}), text: t('words:cancel') }}
      >
        <input type="hidden" name="do" value={action} />
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </DialogPage>
    </OfficeLayout>
  )
}
