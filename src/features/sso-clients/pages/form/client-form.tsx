import type { Child } from 'hono/jsx'
import type { InvalidInput } from '../../../../core/errors.ts'
import { say, type Translate } from '../../../../platform/i18n/i18n.ts'
import { CheckboxField } from '../../../../ui/choice-fields.tsx'
import { ErrorSummary } from '../../../../ui/notice.tsx'
import { TextareaField, TextField } from '../../../../ui/text-fields.tsx'
import { type ClientFormValues, isLocked, type ListName, type TextName, type TickName } from '../../form/values.ts'

/** What all fields of the form are drawn with. */
export interface ClientForm {
  readonly t: Translate
  readonly values: ClientFormValues
  /** What the form showed at first: fields that differ from it are not hidden. */
  readonly standard: ClientFormValues
  readonly wrong: InvalidInput | undefined
  /** Address of the present logo; none without one. */
  readonly logo: string | undefined
  /** The organizer that holds all its apps to high security, by name. */
  readonly demandedBy: string | undefined
}

export type FieldName = Exclude<TextName, `${string}_unit`> | TickName | ListName | 'logo'

interface Of<Name> {
  readonly form: ClientForm
  readonly name: Name
}

/** The field of the form that a message belongs to: addresses are named line by line, response types stand for a preset. */
function fieldOf({ values }: Pick<ClientForm, 'values'>, name: string): string {
  const field = name.split('.')[0] ?? name
  return field === 'response_types' && values.text.grant_type !== 'custom' ? 'grant_type' : field
}

export function errorOf(form: ClientForm, field: FieldName): Child | undefined {
  const messages = Object.entries(form.wrong?.fields ?? {})
    .filter(([name]) => fieldOf(form, name) === field)
    .map(([, message]) => say(form.t, message))
  return messages.length === 0 ? undefined : messages.map((message) => <span class="block">{message}</span>)
}

/** All that is wrong, on top of the page. */
export function FormProblems({ form }: { form: ClientForm }) {
  if (!form.wrong) return null
  const errors = Object.entries(form.wrong.fields).map(([name, message]) => ({
    field: fieldOf(form, name),
    message: say(form.t, message),
  }))
  return <ErrorSummary title={form.t('words:problems')} errors={errors} class="mb-6 max-w-4xl" />
}

/** True when one of these fields is wrong or was changed, so that they have to be seen. */
export function stands(form: ClientForm, ...names: readonly FieldName[]): boolean {
  return names.some((name) => errorOf(form, name) !== undefined || !isStandard(form, name))
}

function isStandard({ values, standard }: ClientForm, name: FieldName): boolean {
  const of = ({ text, tick, list }: ClientFormValues) => {
    const value = { ...text, ...tick, ...list }[name as TextName]
    return typeof value === 'string' ? value.trim() : JSON.stringify(value)
  }
  return of(values) === of(standard)
}

/** Not to be changed, because it follows from high security. */
export function isFixed({ values }: ClientForm, name: TextName | TickName | ListName): boolean {
  return values.tick.high_security && isLocked(name)
}

type LineProps = Of<Exclude<TextName, `${string}_unit`>> & {
  hint?: string | undefined
  mark?: string | undefined
  maxlength?: number | undefined
  required?: boolean | undefined
  mono?: boolean | undefined
}

/** A text on one line. */
export function Line({ form, name, ...more }: LineProps) {
  return (
    <TextField
      name={name}
      label={form.t(`ssoClients:label.${name}`)}
      value={form.values.text[name]}
      error={errorOf(form, name)}
      autocomplete="off"
      {...more}
    />
  )
}

/** A text on several lines, for addresses and keys. */
export function Lines({ form, name, rows = 3, ...more }: LineProps & { rows?: number }) {
  return (
    <TextareaField
      name={name}
      label={form.t(`ssoClients:label.${name}`)}
      value={form.values.text[name]}
      error={errorOf(form, name)}
      rows={rows}
      mono
      {...more}
    />
  )
}

export function Tick({ form, name, hint }: Of<TickName> & { hint?: string | undefined }) {
  const fixed = isFixed(form, name)
  return (
    <CheckboxField
      name={name}
      label={form.t(`ssoClients:label.${name}`)}
      hint={fixed ? form.t('ssoClients:hint.locked') : hint}
      checked={fixed || form.values.tick[name]}
      disabled={fixed}
      error={errorOf(form, name)}
    />
  )
}
