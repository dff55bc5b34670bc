import type { Child } from 'hono/jsx'
import { languageName } from '../../platform/i18n/format.ts'
import { isLocale, LOCALES } from '../../platform/i18n/i18n.ts'
import { SelectField, TextField } from '../../ui/text-fields.tsx'

interface LocaleFieldProps {
  readonly label: string
  readonly value: string
  /** Why it cannot be changed here. */
  readonly owned: Child | undefined
  readonly error?: Child | undefined
}

/** The language of an account. */
export function LocaleField({ label, value, owned, error }: LocaleFieldProps) {
  if (owned !== undefined) {
    const shown = isLocale(value) ? languageName(value) : value
    return <TextField name="locale" label={label} value={shown} hint={owned} readonly />
  }
  const options = LOCALES.map((locale) => ({ value: locale, label: languageName(locale), lang: locale }))
  return <SelectField name="locale" label={label} value={value} options={options} error={error} />
}
