import { RadioField } from '../../../ui/choice-fields.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { OfficeContext } from './context.ts'
import { chipsOf } from './list-filters.tsx'
import { type ListQuery, listAddress } from './list-query.ts'

export interface ExportPageProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  /** "25 customers" */
  readonly count: string
  /** Customer IDs that were ticked; empty for everybody whom the filter finds. */
  readonly picked: readonly string[]
}

/** Which file, and of whom. */
export function ExportPage({ context, query, count, picked }: ExportPageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const title = t('customers:export.title')
  const filters = picked.length > 0 ? [] : chipsOf(context, query, { types: [], providers: [] }).map(({ text }) => text)
  const status = picked.length > 0 || query.status === undefined ? [] : [t(`customers:status.${query.status}`)]
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('customers:export.text')}
        consequences={[[count, ...status, ...filters].join(' · ')]}
        post={{ action: listAddress(path('customers/export'), query, {}), csrf }}
        submit={t('customers:export.submit')}
        cancel={{ href: listAddress(path('customers'), query, {}), text: t('words:cancel') }}
      >
        {picked.map((identifier) => (
          <input type="hidden" name="customer" value={identifier} />
        ))}
        <RadioField
          name="format"
          label={t('customers:export.format')}
          value="csv"
          options={[
            { value: 'csv', label: t('customers:export.csv'), hint: t('customers:export.csvHint') },
            { value: 'xlsx', label: t('customers:export.xlsx'), hint: t('customers:export.xlsxHint') },
          ]}
        />
      </DialogPage>
    </OfficeLayout>
  )
}
