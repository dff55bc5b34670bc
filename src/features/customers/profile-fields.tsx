import { COUNTRIES } from '../../core/countries.ts'
import type { Message } from '../../core/errors.ts'
import { type ProfileField, type ProfileKey, profileKeys } from '../../core/profile-fields.ts'
import { type Locale, say, type Translate } from '../../platform/i18n/i18n.ts'
import { SelectField, TextareaField, TextField } from '../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../ui/time-zones.ts'
import { PROFILE_LENGTHS, type ProfileTexts } from './rules/profile.ts'

interface ProfileFieldsProps {
  /** Those that the organizer switched on. */
  readonly fields: readonly ProfileField[]
  readonly values: ProfileTexts
  readonly problems: Readonly<Record<string, Message>>
  readonly t: Translate
  readonly locale: Locale
  /** The person fills in their own data: the browser may help. */
  readonly own?: boolean | undefined
}

const AUTOFILL: Readonly<Record<ProfileKey, string>> = {
  nickname: 'nickname',
  preferred_username: 'off',
  birthdate: 'bday',
  gender: 'sex',
  zoneinfo: 'off',
  website: 'url',
  profile: 'off',
  picture: 'photo',
  'address.street_address': 'street-address',
  'address.postal_code': 'postal-code',
  'address.locality': 'address-level2',
  'address.region': 'address-level1',
  'address.country': 'country',
}

const WIDE: ReadonlySet<ProfileKey> = new Set<ProfileKey>([
  'website',
  'profile',
  'picture',
  'zoneinfo',
  'address.street_address',
])

/** One field for each value of the profile, all of them optional. A field has the name of its key. */
export function ProfileFields({ fields, values, problems, t, locale, own }: ProfileFieldsProps) {
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      {profileKeys(fields).map((key) => (
        <ProfileInput
          field={key}
          value={values[key] ?? ''}
          problem={problems[key]}
          autocomplete={own ? AUTOFILL[key] : 'off'}
          t={t}
          locale={locale}
        />
      ))}
    </div>
  )
}

interface ProfileInputProps {
  readonly field: ProfileKey
  readonly value: string
  readonly problem: Message | undefined
  readonly autocomplete: string
  readonly t: Translate
  readonly locale: Locale
}

function ProfileInput({ field, value, problem, autocomplete, t, locale }: ProfileInputProps) {
  const common = {
    name: field,
    label: profileLabel(field, t),
    mark: t('ui:optional'),
    value,
    error: problem && say(t, problem),
    autocomplete,
    maxlength: PROFILE_LENGTHS[field],
    class: WIDE.has(field) ? 'sm:col-span-2' : undefined,
  }
  const none = { value: '', label: t('customers:profile.none') }
  if (field === 'address.country') return <SelectField {...common} options={[none, ...countryOptions(value, locale)]} />
  if (field === 'zoneinfo') return <SelectField {...common} options={[none, ...timeZoneOptions(value)]} />
  if (field === 'address.street_address') return <TextareaField {...common} rows={2} />
  if (field === 'birthdate') return <Birthdate common={common} value={value} t={t} />
  const isAddress = field === 'website' || field === 'profile' || field === 'picture'
  const hint = field === 'profile' || field === 'picture' ? t(`customers:profile.${field}Hint`) : undefined
  return isAddress ? <TextField {...common} type="url" placeholder="https://" hint={hint} /> : <TextField {...common} />
}

/** A date without its year does not fit into the date field of a browser, which would lose it. */
function Birthdate({ common, value, t }: { common: Parameters<typeof TextField>[0]; value: string; t: Translate }) {
  const isWhole = value === '' || (/^\d{4}-\d\d-\d\d$/.test(value) && !value.startsWith('0000'))
  return isWhole ? (
    <TextField {...common} type="date" maxlength={undefined} />
  ) : (
    <TextField {...common} hint={t('customers:profile.birthdateHint')} />
  )
}

function countryOptions(current: string, locale: Locale) {
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const known = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value }))
  known.sort((a, b) => a.label.localeCompare(b.label, locale))
  return current === '' || COUNTRIES.includes(current) ? known : [...known, { value: current, label: current }]
}

/** What a value of the profile is called. */
export function profileLabel(key: ProfileKey | ProfileField, t: Translate): string {
  const [name, part] = key.split('.')
  return t(`customers:profile.${(part ?? name) as LabelName}`)
}

type LabelName = ProfileField | 'street_address' | 'postal_code' | 'locality' | 'region' | 'country'
