import { COUNTRIES } from '../../../core/countries.ts'
import type { Message } from '../../../core/errors.ts'
import { NAME_SCHEMES, type NameSchemeKey } from '../../../core/person-names.ts'
import { type Locale, say } from '../../../platform/i18n/i18n.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { PostButton } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { EmailField, SelectField, TextareaField, TextField } from '../../../ui/text-fields.tsx'
import { NameFields } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { FIELDS, LENGTHS, LONG_FIELDS } from '../rules/fields.ts'
import { answerText } from '../rules/lines.ts'
import type { Entry, EntryForm, TextField as Name } from '../types.ts'
import { type EntryPages, entryTitle } from './list.tsx'

const AUTOFILL: Readonly<Partial<Record<Name, string>>> = {
  company: 'organization',
  street: 'street-address',
  zipcode: 'postal-code',
  city: 'address-level2',
  state: 'address-level1',
  country: 'country',
}
const HINTS = ['vat_id', 'custom_field', 'internal_reference', 'beneficiary'] as const

export interface EntryPageProps extends EntryPages {
  readonly csrf: string
  readonly organizer: Organizer
  /** Null: a new one. */
  readonly entry: Entry | null
  readonly scheme: NameSchemeKey
  readonly form: EntryForm
  readonly problems: Readonly<Record<string, Message>>
}

/** The form for a new entry or one that there is. */
export function EntryPage(props: EntryPageProps) {
  const { frame, t, kind, path, csrf, organizer, entry, scheme, form, problems } = props
  const title = entry
    ? t(`savedPeople:${kind}.editTitle`, { name: entryTitle(entry, kind, t) })
    : t(`savedPeople:${kind}.addTitle`)
  const errors = Object.entries(problems).map(([field, problem]) => summaryLine(field, say(t, problem), props))
  const action = entry ? path(kind, entry.id, 'edit') : path(kind, 'add')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      <Form action={action} csrf={csrf} class="grid max-w-2xl gap-4">
        {kind === 'addresses' && (
          <CheckboxField name="is_business" label={t('savedPeople:field.is_business')} checked={form.isBusiness} />
        )}
        <NameFields
          scheme={scheme}
          titles={organizer.settings.name_scheme_titles}
          values={form.name}
          problems={problems}
          required={kind === 'people'}
          t={t}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          {FIELDS[kind].map((field) => (
            <EntryField field={field} {...props} />
          ))}
        </div>
        <SaveBar submit={t('savedPeople:save')} cancel={{ href: path(kind), text: t('words:cancel') }} />
      </Form>
      {entry && entry.answers.length > 0 && <Answers {...props} entry={entry} />}
    </AccountLayout>
  )
}

/** Says which field it is about; the length of a name is shown at its first part. */
function summaryLine(field: string, message: string, { t, kind, scheme }: EntryPageProps) {
  const { parts } = NAME_SCHEMES[scheme]
  const part = field === 'name' ? parts[0] : parts.find((one) => one === field)
  if (part !== undefined) return { field: part, message: `${t(`customers:part.${part}`)}: ${message}` }
  const known = FIELDS[kind].find((one) => one === field)
  return known ? { field: known, message: `${t(`savedPeople:field.${known}`)}: ${message}` } : { message }
}

function EntryField({ field, t, locale, kind, form, problems }: EntryPageProps & { readonly field: Name }) {
  const bad = problems[field]
  const hinted = HINTS.find((one) => one === field)
  const common = {
    name: field,
    label: t(`savedPeople:field.${field}`),
    value: form.texts[field] ?? '',
    mark: t('ui:optional'),
    error: bad && say(t, bad),
    hint: hinted && t(`savedPeople:hint.${hinted}`),
    maxlength: LENGTHS[field],
    autocomplete: kind === 'people' ? 'off' : (AUTOFILL[field] ?? 'off'),
    class: LONG_FIELDS.has(field) || field === 'company' || field === 'email' ? 'sm:col-span-2' : undefined,
  }
  if (field === 'country') return <SelectField {...common} options={countries(locale, t('savedPeople:noCountry'))} />
  if (field === 'email') return <EmailField {...common} />
  return LONG_FIELDS.has(field) ? <TextareaField {...common} rows={2} /> : <TextField {...common} />
}

function countries(locale: Locale, none: string) {
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const known = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value }))
  known.sort((a, b) => a.label.localeCompare(b.label, locale))
  return [{ value: '', label: none }, ...known]
}

function Answers({ t, kind, path, csrf, entry }: EntryPageProps & { readonly entry: Entry }) {
  return (
    <Section title={t('savedPeople:answers')} text={t('savedPeople:answersText')}>
      <Rows>
        {entry.answers.map((answer, index) => (
          <Row mark={null} title={answer.label} hint={answerText(answer, t)}>
            <PostButton
              small
              tone="danger"
              post={{ action: path(kind, entry.id, 'answer'), csrf }}
              fields={{ answer: String(index), label: answer.label }}
            >
              {t('savedPeople:removeAnswer')} <span class="sr-only">{answer.label}</span>
            </PostButton>
          </Row>
        ))}
      </Rows>
    </Section>
  )
}

/** Asks before an entry is deleted. */
export function DeletePage({ frame, t, kind, path, csrf, entry }: EntryPages & { csrf: string; entry: Entry }) {
  const title = t(`savedPeople:${kind}.deleteTitle`, { name: entryTitle(entry, kind, t) })
  return (
    <AccountLayout frame={frame} title={title}>
      <DialogPage
        title={title}
        text={t(`savedPeople:${kind}.deleteText`)}
        post={{ action: path(kind, entry.id, 'delete'), csrf }}
        submit={t(`savedPeople:${kind}.deleteSubmit`)}
        tone="danger-solid"
        cancel={{ href: path(kind), text: t('words:cancel') }}
      />
    </AccountLayout>
  )
}
