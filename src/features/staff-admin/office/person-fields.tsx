import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, type Translate } from '../../../platform/i18n/i18n.ts'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'

interface PersonFieldProps {
  readonly t: Translate
  readonly value: string
  readonly error: string | undefined
}

export function NameField({ t, value, error }: PersonFieldProps) {
  return (
    <TextField
      name="fullname"
      label={t('staffAdmin:field.name')}
      mark={t('ui:optional')}
      value={value}
      error={error}
      autocomplete="off"
    />
  )
}

export function LanguageField({ t, value, error }: PersonFieldProps) {
  return (
    <SelectField
      name="locale"
      label={t('staffAdmin:field.locale')}
      value={value}
      error={error}
      options={LOCALES.map((locale) => ({ value: locale, label: languageName(locale), lang: locale }))}
    />
  )
}
