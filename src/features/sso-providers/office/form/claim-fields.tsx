import { formatInstant } from '../../../../platform/i18n/format.ts'
import { controlAttributes, FieldError, fieldId } from '../../../../ui/field.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { IdTag, State } from '../../../../ui/tags.tsx'
import { type Becomes, type MappingRow, mappingFields, mappingRow } from './preview.ts'
import { errorOf, type ProviderForm } from './provider-form.tsx'

/** On a phone the table is drawn as blocks; with these roles it stays a table for readers. */
function as(role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return { role }
}

/** Claims and what becomes of them, with what was sent last beside them. */
export function ClaimFields({ form }: { form: ProviderForm }) {
  const { context, received, mapped, values } = form
  const { t, organizer, locale } = context
  const rows = mappingFields(organizer).map((field) => mappingRow(t, field, values[field], received, mapped))
  const note =
    received === null
      ? t('ssoProvidersOffice:preview.none')
      : t('ssoProvidersOffice:preview.of', {
          who: received.who,
          when: formatInstant(received.at, locale, organizer.timeZone),
        })
  return (
    <section class="border-line-soft border-t py-5" aria-labelledby="section-claims">
      <div class="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 class="h-sub" id="section-claims">
          {t('ssoProvidersOffice:section.claims')}
        </h2>
        <p class="hint [overflow-wrap:anywhere]">{note}</p>
      </div>
      <table class={received ? 'table table-stack' : 'table table-stack max-w-xl'} {...as('table')}>
        <caption class="sr-only">{t('ssoProvidersOffice:preview.caption')}</caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            <th {...as('columnheader')} scope="col" class="w-36">
              {t('ssoProvidersOffice:preview.ours')}
            </th>
            <th {...as('columnheader')} scope="col" class="sm:w-56">
              {t('ssoProvidersOffice:preview.claim')}
            </th>
            {received && (
              <>
                <th {...as('columnheader')} scope="col">
                  {t('ssoProvidersOffice:preview.sent')}
                </th>
                <th {...as('columnheader')} scope="col">
                  {t('ssoProvidersOffice:preview.becomes')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>
          {rows.map((row) => (
            <Row form={form} row={row} />
          ))}
        </tbody>
      </table>
      <p class="hint mt-3 max-w-prose">{t('ssoProvidersOffice:hint.claims')}</p>
    </section>
  )
}

function Row({ form, row }: { form: ProviderForm; row: MappingRow }) {
  const { context, received, values } = form
  const { t } = context
  const { field, label, isOptional, sent, becomes } = row
  const error = errorOf(form, field)
  return (
    <tr {...as('row')}>
      <th {...as('rowheader')} scope="row">
        <label class="max-sm:font-semibold" for={fieldId(field)}>
          {label}
          {isOptional && ' '}
          {isOptional && <span class="hint block max-sm:ms-1.5 max-sm:inline">{t('ui:optional')}</span>}
        </label>
      </th>
      <td {...as('cell')} class={error === undefined ? undefined : 'field-bad'}>
        <input
          class="input mono"
          {...controlAttributes({ name: field, error })}
          value={values[field]}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="none"
        />
        {error !== undefined && <FieldError id={`${fieldId(field)}-error`}>{error}</FieldError>}
      </td>
      {received && (
        <>
          <td {...as('cell')} class="[overflow-wrap:anywhere] max-sm:hidden">
            {sent === null ? (
              <span class="text-muted">
                {t(values[field] === '' ? 'ssoProvidersOffice:preview.notAsked' : 'ssoProvidersOffice:preview.nothing')}
              </span>
            ) : (
              <code>{sent}</code>
            )}
          </td>
          <td {...as('cell')} class="[overflow-wrap:anywhere] max-sm:text-ui">
            <Becoming form={form} becomes={becomes} isOptional={isOptional} />
          </td>
        </>
      )}
    </tr>
  )
}

interface BecomingProps {
  readonly form: ProviderForm
  readonly becomes: Becomes
  readonly isOptional: boolean
}

function Becoming({ form, becomes, isOptional }: BecomingProps) {
  const { t } = form.context
  switch (becomes.kind) {
    case 'text':
      return <>{becomes.text}</>
    case 'customer':
      return <IdTag id={becomes.text} />
    case 'newcomer':
      return <span class="text-muted">{t('ssoProvidersOffice:preview.newcomer')}</span>
    case 'confirmed':
      return <State tone="ok">{t('ssoProvidersOffice:preview.confirmed')}</State>
    case 'unconfirmed':
      return <State tone="wait">{t('ssoProvidersOffice:preview.unconfirmed')}</State>
    case 'ignored':
      return <State tone="bad">{t('ssoProvidersOffice:preview.ignored')}</State>
    case 'empty':
      return <span class="text-muted">{t('ssoProvidersOffice:preview.empty')}</span>
    case 'missing':
      if (isOptional && becomes.other === null) {
        return <span class="text-muted">{t('ssoProvidersOffice:preview.empty')}</span>
      }
      return (
        <span class="field-error">
          <Icon name="circle-alert" />
          <span>
            {t('ssoProvidersOffice:preview.missing')}
            {becomes.other !== null && (
              <>
                {' '}
                {t('ssoProvidersOffice:preview.theySent')} <code>{becomes.other}</code>
              </>
            )}
          </span>
        </span>
      )
  }
}
