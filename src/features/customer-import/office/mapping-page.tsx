import type { InvalidInput } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckboxField, RadioField } from '../../../ui/choice-fields.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SelectField } from '../../../ui/text-fields.tsx'
import { IMPORT_FIELDS } from '../rules/fields.ts'
import type { CustomerImport, ImportSettings } from '../types.ts'
import type { ImportContext } from './context.ts'
import { fieldLabel } from './field-label.ts'

const MAX_SHOWN = 60

interface MappingPageProps {
  readonly context: ImportContext
  readonly job: CustomerImport
  readonly settings: Omit<ImportSettings, 'columns'>
  readonly sample: readonly (readonly string[])[]
  readonly wrong?: InvalidInput | undefined
}

interface ColumnRow {
  readonly index: number
  readonly head: string
  readonly values: readonly string[]
}

/** Which column is which field? */
export function MappingPage(props: MappingPageProps) {
  const { context, job, settings, sample, wrong } = props
  const { frame, crumbs, t, csrf, path, number } = context
  const error = (name: string) => {
    const message = wrong?.fields[name]
    return message && say(t, message)
  }
  const rows = job.settings.columns.map((head, index) => ({
    index,
    head: head || `#${index + 1}`,
    values: sample.map((cells) => cells[index] ?? '').filter((value) => value !== ''),
  }))
  const errors = Object.keys(wrong?.fields ?? {}).map((field) => ({ field, message: error(field) }))
  const action = path(`customers/import/${job.id}`)
  return (
    <OfficeLayout frame={frame} title={t('customerImport:mapping.title')} crumbs={crumbs}>
      <PageHead
        title={t('customerImport:mapping.title')}
        text={t('customerImport:mapping.text', { count: number(job.totalRows) })}
      />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      <Form action={action} csrf={csrf}>
        <DataTable caption={t('customerImport:mapping.caption')} columns={tableColumns(props, error)} rows={rows} />
        <FormSection title={t('customerImport:mapping.options')}>
          <RadioField
            name="existing"
            label={t('customerImport:mapping.existing')}
            value={settings.existing}
            options={(['skip', 'update'] as const).map((value) => ({
              value,
              label: t(`customerImport:mapping.${value}`),
            }))}
          />
          <SelectField
            name="matchBy"
            label={t('customerImport:mapping.matchBy')}
            value={settings.matchBy}
            error={error('matchBy')}
            options={(['email', 'external_identifier', 'identifier'] as const).map((value) => ({
              value,
              label: fieldLabel(value, t),
            }))}
          />
          <CheckboxField
            name="verified"
            label={t('customerImport:mapping.verified')}
            hint={t('customerImport:mapping.verifiedHint')}
            checked={settings.verified}
          />
        </FormSection>
        <input type="hidden" name="action" value="check" />
        <SaveBar
          submit={t('customerImport:mapping.submit')}
          cancel={{ href: path('customers/import'), text: t('customerImport:mapping.back') }}
        />
      </Form>
      <Form action={action} csrf={csrf} class="mt-6">
        <Button name="action" value="cancel" tone="danger">
          {t('customerImport:cancel.button')}
        </Button>
      </Form>
    </OfficeLayout>
  )
}

function tableColumns(
  { context: { t }, settings }: MappingPageProps,
  error: (name: string) => string | undefined,
): Column<ColumnRow>[] {
  const options = [
    { value: '', label: t('customerImport:mapping.leaveOut') },
    ...IMPORT_FIELDS.map((value) => ({ value, label: fieldLabel(value, t) })),
  ]
  return [
    {
      head: t('customerImport:mapping.column'),
      rowHeader: true,
      cell: ({ head, values }) => (
        <>
          {head}
          <span class="hint block [overflow-wrap:anywhere] sm:hidden">{shown(values)}</span>
        </>
      ),
    },
    {
      head: t('customerImport:mapping.values'),
      from: 'sm',
      cell: ({ values }) => <span class="text-muted [overflow-wrap:anywhere]">{shown(values)}</span>,
    },
    {
      head: t('customerImport:mapping.field'),
      class: 'w-1/2',
      cell: ({ index, head }) => (
        <SelectField
          name={`column-${index}`}
          label={<span class="sr-only">{t('customerImport:mapping.fieldOf', { column: head })}</span>}
          value={settings.mapping[index] ?? ''}
          error={error(`column-${index}`)}
          options={options}
        />
      ),
    },
  ]
}

function shown(values: readonly string[]): string {
  return values.map(shortened).slice(0, 3).join(' · ')
}

function shortened(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value
}
