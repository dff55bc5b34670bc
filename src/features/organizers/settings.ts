import { z } from 'zod'
import { readOrigins } from '../../core/origins.ts'
import { NAME_SCHEME_KEYS, type NameSchemeKey, TITLE_GROUP_KEYS, type TitleGroupKey } from '../../core/person-names.ts'
import { PROFILE_FIELDS, type ProfileField } from '../../core/profile-fields.ts'
import { LOCALES, type Locale } from '../../platform/i18n/i18n.ts'
import type { OrganizerSettings } from './types.ts'

const flag = z
  .enum(['true', 'false', 'on', 'off', '1', '0', ''])
  .transform((text) => ['true', 'on', '1'].includes(text))
const webAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text === '' || /^https?:$/.test(URL.parse(text)?.protocol ?? ''), { error: 'organizers:bad.url' })

/** Words separated by commas; unknown ones are refused. */
const profileFields = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .transform((words) => words.filter((word) => word !== ''))
  .pipe(z.array(z.enum(PROFILE_FIELDS)))
  .transform((words): readonly ProfileField[] => PROFILE_FIELDS.filter((field) => words.includes(field)))
/** 2 to 3650, so that a key can be announced before it signs. */
const days = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, { error: 'organizers:bad.days' })
  .transform(Number)
  .refine((count) => count >= 2 && count <= 3650, { error: 'organizers:bad.days' })

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, { error: 'organizers:bad.number' })
    .transform(Number)
    .refine((count) => count >= min && count <= max, { error: 'organizers:bad.number' })
/** Empty: as the installation says. */
const sessionDays = z
  .string()
  .trim()
  .transform((text) => (text === 'null' ? '' : text))
  .pipe(z.union([z.literal('').transform(() => null), wholeNumber(1, 365)], { error: 'organizers:bad.sessionDays' }))

/** Origins separated by blanks, commas or lines. */
const origins = z.string().transform((text, context): readonly string[] => {
  const read = readOrigins(text)
  if ('origins' in read) return read.origins
  context.addIssue({ code: 'custom', message: 'organizers:bad.origins' })
  return z.NEVER
})

/** One setting: how its text form is read, and what holds until somebody sets it. */
interface Setting<T> {
  readonly read: z.ZodType<T, string>
  readonly fallback: T
}

/** All settings of an organizer. The text form is that of forms, the command line and the database. */
export const SETTINGS: { readonly [K in keyof OrganizerSettings]: Setting<OrganizerSettings[K]> } = {
  customer_accounts: { read: flag, fallback: false },
  customer_accounts_native: { read: flag, fallback: true },
  customer_accounts_link_by_email: { read: flag, fallback: false },
  customer_accounts_require_login_for_order_access: { read: flag, fallback: false },
  customer_accounts_registration: { read: flag, fallback: true },
  customer_accounts_registration_challenge: { read: z.enum(['off', 'suspicion', 'always']), fallback: 'suspicion' },
  customer_accounts_login_code: { read: flag, fallback: false },
  customer_accounts_sso_direct: { read: flag, fallback: false },
  customer_accounts_passkeys: { read: flag, fallback: true },
  customer_accounts_second_step: { read: z.enum(['off', 'optional', 'required']), fallback: 'optional' },
  customer_accounts_password_min_length: { read: wholeNumber(8, 64), fallback: 8 },
  customer_accounts_password_letter_and_digit: { read: flag, fallback: false },
  customer_accounts_session_days: { read: sessionDays, fallback: null },
  customer_accounts_new_device_mail: { read: flag, fallback: true },
  customer_accounts_membership_reminder_days: { read: wholeNumber(0, 365), fallback: 0 },
  customer_accounts_profile_fields: { read: profileFields, fallback: [] },
  customer_accounts_popup_origins: { read: origins, fallback: [] },
  sso_high_security: { read: flag, fallback: false },
  sso_registration: { read: flag, fallback: false },
  sso_key_rotation_days: { read: days, fallback: 90 },
  sso_end_tokens_on_password_change: { read: flag, fallback: true },
  name_scheme: { read: z.enum(NAME_SCHEME_KEYS as [NameSchemeKey, ...NameSchemeKey[]]), fallback: 'full' },
  name_scheme_titles: { read: z.enum(['', ...TITLE_GROUP_KEYS] as ['', ...TitleGroupKey[]]), fallback: '' },
  imprint_url: { read: webAddress, fallback: '' },
  privacy_url: { read: webAddress, fallback: '' },
}

/** Properties of the organizer itself that are set in the same way. */
export const PROPERTIES = {
  name: z.string().trim().min(1, { error: 'organizers:bad.name' }).max(200, { error: 'organizers:bad.name' }),
  locale: z.enum(LOCALES as unknown as [Locale, ...Locale[]], { error: 'organizers:bad.locale' }),
  time_zone: z.string().refine(isTimeZone, { error: 'organizers:bad.timeZone' }),
  brand_color: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, { error: 'organizers:bad.color' }),
  tagline: z.string().trim().max(300, { error: 'organizers:bad.tagline' }),
} as const

export type PropertyKey = keyof typeof PROPERTIES
export type SettingKey = keyof OrganizerSettings

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]
export const PROPERTY_KEYS = Object.keys(PROPERTIES) as PropertyKey[]

/** The settings with defaults, from what is stored. Values that no longer exist fall back. */
export function readSettings(stored: ReadonlyMap<string, string>): OrganizerSettings {
  const entries = SETTING_KEYS.map((key) => {
    const text = stored.get(key)
    const parsed = text === undefined ? null : SETTINGS[key].read.safeParse(text)
    return [key, parsed?.success ? parsed.data : SETTINGS[key].fallback]
  })
  return Object.fromEntries(entries) as unknown as OrganizerSettings
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
