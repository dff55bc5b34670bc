import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { OfficeContext } from './context.ts'
import { type ListQuery, listAddress } from './list-query.ts'

export type BulkAction = 'disable' | 'activation'

export interface BulkPageProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly action: BulkAction
  /** Customer IDs. */
  readonly identifiers: readonly string[]
}

/** What will happen to how many. */
export function BulkPage({ context, query, action, identifiers }: BulkPageProps) {
  const { frame, crumbs, t, csrf, path, number } = context
  const count = identifiers.length
  const title = t(`customers:bulk.${action}Title`, { count, total: number(count) })
  const consequences =
    action === 'disable'
      ? (['disableText', 'disableSessions', 'disableStays', 'disableHistory'] as const)
      : (['activationText', 'activationOnly', 'activationThrottle'] as const)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        consequences={consequences.map((key) => t(`customers:bulk.${key}`))}
        post={{ action: listAddress(path('customers/bulk/confirmed'), query, {}), csrf }}
        submit={title}
        tone={action === 'disable' ? 'danger-solid' : 'primary'}
        cancel={{ href: listAddress(path('customers'), query, {}), text: t('words:cancel') }}
      >
        <input type="hidden" name="do" value={action} />
        <input type="hidden" name="customers" value={identifiers.join(' ')} />
      </DialogPage>
    </OfficeLayout>
  )
}
