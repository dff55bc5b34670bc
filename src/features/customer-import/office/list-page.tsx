import type { InvalidInput } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { State, type StateTone } from '../../../ui/tags.tsx'
import { FileField } from '../../../ui/text-fields.tsx'
import { MAX_FILE_BYTES } from '../rules/read-file.ts'
import type { CustomerImport, ImportState } from '../types.ts'
import type { ImportContext } from './context.ts'

const TONES: Readonly<Record<ImportState, StateTone>> = {
  mapping: 'wait',
  checking: 'wait',
  checked: 'wait',
  running: 'wait',
  done: 'ok',
  failed: 'bad',
  canceled: 'off',
}

interface ListPageProps {
  readonly context: ImportContext
  readonly imports: readonly CustomerImport[]
  readonly wrong?: InvalidInput | undefined
}

/** Upload a file, and what became of earlier ones. */
export function ListPage({ context, imports, wrong }: ListPageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const problem = wrong?.fields.file
  const error = problem && say(t, problem)
  return (
    <OfficeLayout frame={frame} title={t('customerImport:title')} crumbs={crumbs}>
      <PageHead title={t('customerImport:title')} text={t('customerImport:intro')} />
      {error !== undefined && (
        <ErrorSummary title={t('words:problems')} errors={[{ field: 'file', message: error }]} class="mb-6 max-w-3xl" />
      )}
      <Form action={path('customers/import')} csrf={csrf} files class="grid max-w-3xl gap-4">
        <FileField
          name="file"
          label={t('customerImport:upload.file')}
          hint={t('customerImport:upload.hint', { max: MAX_FILE_BYTES / 1024 / 1024 })}
          accept=".csv,.txt,text/csv"
          error={error}
          required
        />
        <div>
          <Button tone="primary">{t('customerImport:upload.submit')}</Button>
        </div>
      </Form>
      <div class="mt-12">
        <Section title={t('customerImport:list.title')}>
          {imports.length === 0 ? (
            <EmptyState title={t('customerImport:list.empty')} />
          ) : (
            <DataTable
              caption={t('customerImport:list.caption')}
              columns={columns(context)}
              rows={[...imports]}
              linked
              fixed
            />
          )}
        </Section>
      </div>
    </OfficeLayout>
  )
}

function columns({ t, path, number, instant }: ImportContext): Column<CustomerImport>[] {
  const stateOf = ({ state }: CustomerImport) => <State tone={TONES[state]}>{t(`customerImport:state.${state}`)}</State>
  return [
    {
      head: t('customerImport:list.file'),
      rowHeader: true,
      cell: (job) => <RowLink href={path(`customers/import/${job.id}`)} text={job.fileName} phone={stateOf(job)} />,
    },
    { head: t('customerImport:list.state'), from: 'md', class: 'w-48', cell: stateOf },
    { head: t('customerImport:list.rows'), end: true, class: 'w-20', cell: ({ totalRows }) => number(totalRows) },
    {
      head: t('customerImport:list.when'),
      from: 'sm',
      class: 'w-48 whitespace-nowrap',
      cell: ({ createdAt }) => instant(createdAt),
    },
  ]
}
