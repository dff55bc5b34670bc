import {
  displayName,
  isNameSchemeKey,
  NAME_SCHEME_KEYS,
  TITLE_GROUP_KEYS,
  TITLE_GROUPS,
} from '../../../core/person-names.ts'
import { PROFILE_FIELDS } from '../../../core/profile-fields.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, type Locale, type Translate } from '../../../platform/i18n/i18n.ts'
import { brandTokens, isBrandColour } from '../../../ui/brand.ts'
import { CheckboxField, SwitchField } from '../../../ui/choice-fields.tsx'
import { FormSection } from '../../../ui/form.tsx'
import { contrast } from '../../../ui/oklch.ts'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../../ui/time-zones.ts'
import { asksFor, type SettingsValues, SSO_SWITCHES, SWITCHES, type Switch } from '../settings-form.ts'
import type { CustomerCounts } from '../types.ts'

/** What the sections of the form are drawn with. */
export interface SectionProps {
  readonly t: Translate
  readonly locale: Locale
  readonly values: SettingsValues
  readonly counts: CustomerCounts
  /** How many apps log in with these accounts. */
  readonly clients: number
  /** What is wrong with a field. */
  readonly error: (field: string) => string | undefined
}

/** A person with every part of a name, to show a format. */
const SAMPLE = {
  salutation: 'Ms',
  title: 'Dr.',
  given_name: 'Łucja',
  middle_name: 'Maria',
  family_name: 'Wiśniewska',
  calling_name: 'Łucja',
  full_name: 'Łucja Wiśniewska',
  latin_transcription: 'Lucja Wisniewska',
  degree: 'M.A.',
}

export function OrganizerSection({ t, locale, values, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.organizer')} hint={t('office:settings.organizerHint')} columns={2} first>
      <TextField
        name="name"
        label={t('office:settings.name')}
        value={values.name}
        error={error('name')}
        maxlength={200}
      />
      <TextField
        name="tagline"
        label={t('office:settings.tagline')}
        value={values.tagline}
        error={error('tagline')}
        mark={t('ui:optional')}
        maxlength={300}
      />
      <SelectField
        name="locale"
        label={t('office:settings.locale')}
        hint={t('office:settings.localeHint')}
        value={values.locale}
        error={error('locale')}
        options={LOCALES.map((value) => ({ value, label: languageName(value), lang: value }))}
      />
      <SelectField
        name="time_zone"
        label={t('office:settings.timeZone')}
        value={values.time_zone}
        error={error('time_zone')}
        options={timeZoneOptions(values.time_zone)}
      />
      <TextField
        name="brand_color"
        type="color"
        label={t('office:settings.color')}
        hint={colorHint(t, locale, values.brand_color)}
        value={values.brand_color}
        error={error('brand_color')}
        class="sm:col-span-2"
      />
    </FormSection>
  )
}

/** What the colour does to the text on it, measured. */
function colorHint(t: Translate, locale: Locale, color: string): string | undefined {
  if (!isBrandColour(color)) return undefined
  const { brand, onBrand } = brandTokens(color).light
  const ratio = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(contrast(brand, onBrand))
  const label = onBrand === '#ffffff' ? t('office:settings.white') : t('office:settings.ink')
  return t('office:settings.colorHint', { label, contrast: `${ratio}:1` })
}

export function AccountsSection({ t, values, counts, error }: SectionProps) {
  const affects: Partial<Record<Switch, string>> = {
    customer_accounts: t('office:settings.customer_accountsAffects', { count: counts.all }),
    customer_accounts_native: t('office:settings.customer_accounts_nativeAffects', { count: counts.active }),
  }
  return (
    <FormSection title={t('office:settings.accounts')} hint={t('office:settings.accountsHint')}>
      {SWITCHES.map((name) => (
        <SwitchField
          name={name}
          label={t(`office:settings.${name}`)}
          hint={t(`office:settings.${name}Hint`)}
          affects={affects[name]}
          checked={values[name] === 'true'}
          error={error(name)}
        />
      ))}
      <OptionalFields t={t} values={values} />
    </FormSection>
  )
}

function OptionalFields({ t, values }: Pick<SectionProps, 't' | 'values'>) {
  const name = 'customer_accounts_profile_fields'
  return (
    <fieldset class="field" aria-describedby="optional-fields-hint">
      <legend class="field-label mb-1.5">{t('office:settings.profileFields')}</legend>
      <p class="hint mb-2 max-w-prose" id="optional-fields-hint">
        {t('office:settings.profileFieldsHint')}
      </p>
      <div class="grid gap-2 sm:grid-cols-2">
        {PROFILE_FIELDS.map((field) => (
          <CheckboxField
            name={name}
            id={`f-optional-${field}`}
            value={field}
            label={t(`customers:profile.${field}`)}
            checked={asksFor(values, field)}
          />
        ))}
      </div>
    </fieldset>
  )
}

export function SsoSection({ t, values, clients, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.sso')} hint={t('office:settings.ssoHint')}>
      {SSO_SWITCHES.map((name) => (
        <SwitchField
          name={name}
          label={t(`office:settings.${name}`)}
          hint={t(`office:settings.${name}Hint`)}
          affects={name === 'sso_high_security' ? t(`office:settings.${name}Affects`, { count: clients }) : undefined}
          checked={values[name] === 'true'}
          error={error(name)}
        />
      ))}
    </FormSection>
  )
}

export function NamesSection({ t, values, error }: SectionProps) {
  const { name_scheme: scheme } = values
  const shown = isNameSchemeKey(scheme)
    ? t('office:settings.shownAs', { name: displayName({ ...SAMPLE, _scheme: scheme }) })
    : undefined
  return (
    <FormSection title={t('office:settings.names')} hint={t('office:settings.namesHint')} columns={2}>
      <SelectField
        name="name_scheme"
        label={t('office:settings.name_scheme')}
        hint={shown}
        value={scheme}
        error={error('name_scheme')}
        options={NAME_SCHEME_KEYS.map((value) => ({ value, label: t(`words:nameScheme.${value}`) }))}
      />
      <SelectField
        name="name_scheme_titles"
        label={t('office:settings.name_scheme_titles')}
        value={values.name_scheme_titles}
        error={error('name_scheme_titles')}
        options={[
          { value: '', label: t('office:settings.freeText') },
          ...TITLE_GROUP_KEYS.map((value) => ({ value, label: TITLE_GROUPS[value].join(', ') })),
        ]}
      />
    </FormSection>
  )
}

export function LegalSection({ t, values, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.legal')} hint={t('office:settings.legalHint')} columns={2}>
      {(['imprint_url', 'privacy_url'] as const).map((name) => (
        <TextField
          name={name}
          type="url"
          label={t(`office:settings.${name}`)}
          value={values[name]}
          error={error(name)}
          mark={t('ui:optional')}
          placeholder="https://"
          maxlength={500}
        />
      ))}
    </FormSection>
  )
}
