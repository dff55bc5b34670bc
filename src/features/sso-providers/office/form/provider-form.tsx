import type { InvalidInput } from '../../../../core/errors.ts'
import { say, type TextKey } from '../../../../platform/i18n/i18n.ts'
import { SwitchField } from '../../../../ui/choice-fields.tsx'
import { ErrorSummary } from '../../../../ui/notice.tsx'
import { SelectField, TextareaField, TextField } from '../../../../ui/text-fields.tsx'
import type { ProviderPreset } from '../../presets/types.ts'
import type { ProviderField } from '../../rules/fields.ts'
import type { ProviderUsage, SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'
import type { Mapped, Received, SsoProviderOfficeDeps } from '../deps.ts'
import { NOT_RECENT } from './sensitive.ts'
import type { FormValues } from './values.ts'

/** What all fields of the form are drawn with. */
export interface ProviderForm {
  readonly context: PageContext
  readonly values: FormValues
  /** What the preset fills in: fields that differ from it are not hidden. */
  readonly standard: FormValues
  readonly preset: ProviderPreset
  readonly wrong: InvalidInput | undefined
  /** Null for one that does not exist yet. */
  readonly provider: SsoProvider | null
  readonly usage: ProviderUsage | null
  readonly received: Received | null
  readonly mapped: Mapped | null
  readonly logoutPaths: SsoProviderOfficeDeps['logoutPaths']
}

type FormField = ProviderField | 'icon'

export function errorOf({ wrong, context: { t } }: ProviderForm, field: FormField): string | undefined {
  const message = wrong?.fields[field]
  return message && say(t, message)
}

/** All that is wrong, on top of the page. */
export function FormProblems({ form }: { form: ProviderForm }) {
  const { wrong, context } = form
  if (!wrong) return null
  const { t } = context
  const errors = Object.entries(wrong.fields).map(([field, message]) => ({ field, message: say(t, message) }))
  const isNotRecent = Object.values(wrong.fields).some(({ key }) => key === NOT_RECENT)
  return (
    <>
      <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-4xl" />
      {isNotRecent && (
        <p class="mb-6">
          <a class="link" href={reauthAddress(context)} target="_blank" rel="noopener">
            {t('ssoProvidersOffice:reauth')}
          </a>
        </p>
      )}
    </>
  )
}

/** Where staff prove who they are; in a tab of its own, so that nothing that was typed is lost. */
function reauthAddress({ path }: PageContext): string {
  return `/control/reauth/?${new URLSearchParams({ next: path('ssoproviders') })}`
}

/** True when one of these fields is wrong or is not as the preset has it, so that it has to be seen. */
export function stands(form: ProviderForm, ...fields: readonly ProviderField[]): boolean {
  return fields.some(
    (field) => errorOf(form, field) !== undefined || form.values[field].trim() !== form.standard[field].trim(),
  )
}

interface LineProps {
  readonly form: ProviderForm
  readonly name: ProviderField
  readonly label?: string | undefined
  readonly hint?: string | undefined
  readonly mark?: string | undefined
  readonly placeholder?: string | undefined
  readonly maxlength?: number | undefined
  readonly required?: boolean | undefined
  readonly mono?: boolean | undefined
  readonly class?: string | undefined
}

const labelKey = (name: ProviderField) => `ssoProvidersOffice:label.${name}` as TextKey

/** A text on one line. */
export function Line({ form, name, label, ...more }: LineProps) {
  return (
    <TextField
      name={name}
      label={label ?? form.context.t(labelKey(name))}
      value={form.values[name]}
      error={errorOf(form, name)}
      autocomplete="off"
      {...more}
    />
  )
}

/** A text on several lines. */
export function Lines({ form, name, label, rows = 3, ...more }: LineProps & { readonly rows?: number }) {
  return (
    <TextareaField
      name={name}
      label={label ?? form.context.t(labelKey(name))}
      value={form.values[name]}
      error={errorOf(form, name)}
      rows={rows}
      autocomplete="off"
      {...more}
    />
  )
}

interface PickProps<Word extends string> {
  readonly form: ProviderForm
  readonly name: ProviderField
  readonly words: readonly Word[]
  /** The text of a word. */
  readonly say: (word: Word) => string
  readonly label?: string | undefined
  readonly hint?: string | undefined
  readonly class?: string | undefined
}

/** One of several words. */
export function Pick<Word extends string>({ form, name, words, say: textOf, label, ...more }: PickProps<Word>) {
  return (
    <SelectField
      name={name}
      label={label ?? form.context.t(labelKey(name))}
      value={form.values[name]}
      error={errorOf(form, name)}
      options={words.map((word) => ({ value: word, label: textOf(word) }))}
      {...more}
    />
  )
}

interface SwitchProps {
  readonly form: ProviderForm
  readonly name: ProviderField
  readonly hint?: string | undefined
  readonly affects?: string | undefined
}

export function Switch({ form, name, hint, affects }: SwitchProps) {
  return (
    <SwitchField
      name={name}
      label={form.context.t(labelKey(name))}
      checked={form.values[name] === 'on'}
      error={errorOf(form, name)}
      hint={hint}
      affects={affects}
    />
  )
}
