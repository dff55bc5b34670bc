import { z } from 'zod'
import { PROFILE_FIELDS, type ProfileField } from '../../core/profile-fields.ts'
import { readFields } from '../../platform/http/form-fields.ts'
import type { Organizer, OrganizerSettings } from '../organizers/index.ts'

export const TEXT_FIELDS = [
  'name',
  'tagline',
  'locale',
  'time_zone',
  'brand_color',
  'name_scheme',
  'name_scheme_titles',
  'imprint_url',
  'privacy_url',
] as const

export const SWITCHES = [
  'customer_accounts',
  'customer_accounts_registration',
  'customer_accounts_native',
  'customer_accounts_login_code',
  'customer_accounts_passkeys',
  'customer_accounts_sso_direct',
  'customer_accounts_password_letter_and_digit',
  'customer_accounts_new_device_mail',
  'customer_accounts_link_by_email',
  'customer_accounts_require_login_for_order_access',
] as const

/** What is chosen or typed, not switched, in the section of customer accounts. */
export const ACCOUNT_FIELDS = [
  'customer_accounts_registration_challenge',
  'customer_accounts_second_step',
  'customer_accounts_password_min_length',
  'customer_accounts_session_days',
  'customer_accounts_membership_reminder_days',
  'customer_accounts_popup_origins',
] as const

export const SSO_SWITCHES = ['sso_high_security', 'sso_registration', 'sso_end_tokens_on_password_change'] as const

export type Switch = (typeof SWITCHES)[number]
export type AccountField = (typeof ACCOUNT_FIELDS)[number]
export type SsoSwitch = (typeof SSO_SWITCHES)[number]
export type SettingsValues = Readonly<
  Record<(typeof TEXT_FIELDS)[number] | AccountField | Switch | SsoSwitch | 'customer_accounts_profile_fields', string>
>

const ticks = z.union([z.string().transform((value) => [value]), z.array(z.string()).max(50)]).catch([])
const boxes = z.object({ customer_accounts_profile_fields: ticks }).catch({ customer_accounts_profile_fields: [] })

/** The settings page as it was sent; a switch that is off sends nothing. */
export function readSettingsForm(body: unknown): SettingsValues {
  const names = [...SWITCHES, ...SSO_SWITCHES]
  const switches = readFields(body, names)
  const states = names.map((name) => [name, switches[name] === 'on' ? 'true' : 'false'])
  const { customer_accounts_profile_fields: ticked } = boxes.parse(body ?? {})
  const typed = readFields(body, [...TEXT_FIELDS, ...ACCOUNT_FIELDS])
  return {
    ...typed,
    customer_accounts_popup_origins: typed.customer_accounts_popup_origins.replaceAll('\r\n', '\n'),
    ...Object.fromEntries(states),
    customer_accounts_profile_fields: PROFILE_FIELDS.filter((field) => ticked.includes(field)).join(','),
  }
}

/** Whether this optional field is ticked. */
export function asksFor({ customer_accounts_profile_fields }: SettingsValues, field: ProfileField): boolean {
  return customer_accounts_profile_fields.split(',').includes(field)
}

/** The current settings in the form of the page. */
export function currentValues(organizer: Organizer): SettingsValues {
  const { settings } = organizer
  return {
    name: organizer.name,
    tagline: organizer.tagline,
    locale: organizer.locale,
    time_zone: organizer.timeZone,
    brand_color: organizer.brandColor,
    name_scheme: settings.name_scheme,
    name_scheme_titles: settings.name_scheme_titles,
    imprint_url: settings.imprint_url,
    privacy_url: settings.privacy_url,
    ...switchStates(settings),
    customer_accounts_registration_challenge: settings.customer_accounts_registration_challenge,
    customer_accounts_second_step: settings.customer_accounts_second_step,
    customer_accounts_password_min_length: String(settings.customer_accounts_password_min_length),
    customer_accounts_session_days: String(settings.customer_accounts_session_days ?? ''),
    customer_accounts_membership_reminder_days: String(settings.customer_accounts_membership_reminder_days),
    customer_accounts_popup_origins: settings.customer_accounts_popup_origins.join('\n'),
    customer_accounts_profile_fields: settings.customer_accounts_profile_fields.join(','),
  }
}

/** Fields whose value is not the one that is stored. */
export function changedFieldsOf(organizer: Organizer, values: SettingsValues): ReadonlySet<string> {
  const stored = Object.entries(currentValues(organizer))
  const typed = new Map(Object.entries(values))
  return new Set(stored.filter(([name, value]) => typed.get(name) !== value).map(([name]) => name))
}

function switchStates(settings: OrganizerSettings): Record<Switch | SsoSwitch, string> {
  const states = [...SWITCHES, ...SSO_SWITCHES].map((name) => [name, String(settings[name])])
  return Object.fromEntries(states)
}
