import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, type Locale, type Translate } from '../../../platform/i18n/i18n.ts'
import { brandTokens, isBrandColour } from '../../../ui/brand.ts'
import { SwitchField } from '../../../ui/choice-fields.tsx'
import { FormSection } from '../../../ui/form.tsx'
import { contrast } from '../../../ui/oklch.ts'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../../ui/time-zones.ts'
import { SSO_SWITCHES } from '../settings-form.ts'
import type { SectionProps } from './section-props.ts'

export function OrganizerSection({ t, locale, values, label, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.organizer')} hint={t('office:settings.organizerHint')} columns={2} first>
      <TextField
        name="name"
        label={label('name', t('office:settings.name'))}
        value={values.name}
        error={error('name')}
        maxlength={200}
      />
      <TextField
        name="tagline"
        label={label('tagline', t('office:settings.tagline'))}
        value={values.tagline}
        error={error('tagline')}
        mark={t('ui:optional')}
        maxlength={300}
      />
      <SelectField
        name="locale"
        label={label('locale', t('office:settings.locale'))}
        hint={t('office:settings.localeHint')}
        value={values.locale}
        error={error('locale')}
        options={LOCALES.map((value) => ({ value, label: languageName(value), lang: value }))}
      />
      <SelectField
        name="time_zone"
        label={label('time_zone', t('office:settings.timeZone'))}
        value={values.time_zone}
        error={error('time_zone')}
        options={timeZoneOptions(values.time_zone)}
      />
      <TextField
        name="brand_color"
        type="color"
        label={label('brand_color', t('office:settings.color'))}
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

export function SsoSection({ t, values, clients, label, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.sso')} hint={t('office:settings.ssoHint')}>
      {SSO_SWITCHES.map((name) => (
        <SwitchField
          name={name}
          label={label(name, t(`office:settings.${name}`))}
          hint={t(`office:settings.${name}Hint`)}
          affects={name === 'sso_high_security' ? t(`office:settings.${name}Affects`, { count: clients }) : undefined}
          checked={values[name] === 'true'}
          error={error(name)}
        />
      ))}
    </FormSection>
  )
}

export function LegalSection({ t, values, label, error }: SectionProps) {
  return (
    <FormSection title={t('office:settings.legal')} hint={t('office:settings.legalHint')} columns={2}>
      {(['imprint_url', 'privacy_url'] as const).map((name) => (
        <TextField
          name={name}
          type="url"
          label={label(name, t(`office:settings.${name}`))}
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
