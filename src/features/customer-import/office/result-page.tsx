import { say } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Form } from '../../../ui/form.tsx'
import { Figures } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import type { CustomerImport, RowProblem } from '../types.ts'
import type { ImportContext } from './context.ts'
import { fieldLabel } from './field-label.ts'

interface ResultPageProps {
  readonly context: ImportContext
  readonly job: CustomerImport
  /** The first ones. */
  readonly problems: readonly RowProblem[]
}

/** What would happen, or what happened; while it is being worked on, how far it is. */
export function ResultPage(props: ResultPageProps) {
  const { context, job, problems } = props
  const { frame, crumbs, t, number } = context
  const { state } = job
  const isWorking = state === 'checking' || state === 'running'
  const title = isWorking
    ? t(`customerImport:progress.${state}`, { name: job.fileName })
    : t(state === 'checked' ? 'customerImport:result.checked' : 'customerImport:result.done')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={isWorking ? t('customerImport:progress.text') : undefined} />
      {(state === 'failed' || state === 'canceled') && (
        <Notice tone="warn" title={t(`customerImport:result.${state}`)} class="mb-6 max-w-3xl" />
      )}
      {isWorking && <Progress {...props} />}
      <Figures
        items={[
          { value: number(job.created), label: t('customerImport:result.created') },
          { value: number(job.updated), label: t('customerImport:result.updated') },
          { value: number(job.skipped), label: t('customerImport:result.skipped') },
          { value: number(job.failed), label: t('customerImport:result.failedRows') },
        ]}
      />
      <Actions {...props} />
      {problems.length > 0 && <Problems {...props} />}
    </OfficeLayout>
  )
}

function Progress({ context: { t, number }, job: { doneRows, totalRows } }: ResultPageProps) {
  const text = t('customerImport:progress.rows', { done: number(doneRows), total: number(totalRows) })
  return (
    <div class="mb-8 max-w-3xl" role="status">
      <progress class="progress w-full" value={doneRows} max={totalRows} aria-label={text} />
      <p class="mt-1">{text}</p>
    </div>
  )
}

function Actions({ context: { t, csrf, path, number }, job }: ResultPageProps) {
  const { state, totalRows, failed, skipped } = job
  const count = totalRows - failed - skipped
  const mayStart = state === 'checked' || state === 'failed'
  const mayCancel = !['done', 'canceled'].includes(state)
  return (
    <Form action={path(`customers/import/${job.id}`)} csrf={csrf} class="my-8 flex flex-wrap gap-3">
      {mayStart && (
        <Button tone="primary" name="action" value="run">
          {t('customerImport:result.start', { count, formatted: number(count) })}
        </Button>
      )}
      {mayStart && (
        <Button name="action" value="again">
          {t('customerImport:result.again')}
        </Button>
      )}
      {mayCancel && (
        <Button name="action" value="cancel" tone="danger">
          {t('customerImport:cancel.button')}
        </Button>
      )}
      {state === 'done' && <ButtonLink href={path('customers')}>{t('customerImport:result.toCustomers')}</ButtonLink>}
    </Form>
  )
}

function Problems({ context: { t, path, number }, job, problems }: ResultPageProps) {
  const columns: Column<RowProblem>[] = [
    { head: t('customerImport:result.row'), rowHeader: true, cell: ({ row }) => number(row) },
    {
      head: t('customerImport:result.problem'),
      cell: (row) => (
        <>
          {Object.entries(row.problems).map(([field, message]) => (
            <p>
              {fieldLabel(field, t)}: {say(t, message)}
            </p>
          ))}
        </>
      ),
    },
  ]
  return (
    <Section
      title={t('customerImport:result.problems')}
      text={t('customerImport:result.problemsText')}
      aside={
        <ButtonLink small href={path(`customers/import/${job.id}/problems.csv`)}>
          {t('customerImport:result.csv')}
        </ButtonLink>
      }
    >
      <DataTable caption={t('customerImport:result.problemsCaption')} columns={columns} rows={[...problems]} />
      {job.failed > problems.length && (
        <p class="hint mt-2">{t('customerImport:result.more', { count: number(problems.length) })}</p>
      )}
    </Section>
  )
}
