import { z } from 'zod'
import { PROFILE_FIELDS, type ProfileField } from '../../core/profile-fields.ts'
import type { Organizer } from '../organizers/index.ts'
import { readFields } from './forms.ts'

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

export const SWITCHES = ['customer_accounts', 'customer_accounts_native', 'customer_accounts_link_by_email'] as const

export const SSO_SWITCHES = ['sso_high_security', 'sso_registration', 'sso_end_tokens_on_password_change'] as const

export type Switch = (typeof SWITCHES)[number]
export type SsoSwitch = (typeof SSO_SWITCHES)[number]
export type SettingsValues = Readonly<
  Record<(typeof TEXT_FIELDS)[number] | Switch | SsoSwitch | 'customer_accounts_profile_fields', string>
>

const ticks = z.union([z.string().transform((value) => [value]), z.array(z.string()).max(50)]).catch([])
const boxes = z.object({ customer_accounts_profile_fields: ticks }).catch({ customer_accounts_profile_fields: [] })

/** The settings page as it was sent; a switch that is off sends nothing. */
export function readSettingsForm(body: unknown): SettingsValues {
  const names = [...SWITCHES, ...SSO_SWITCHES]
  const switches = readFields(body, names)
  const states = names.map((name) => [name, switches[name] === 'on' ? 'true' : 'false'])
  const { customer_accounts_profile_fields: ticked } = boxes.parse(body ?? {})
  return {
    ...readFields(body, TEXT_FIELDS),
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
    customer_accounts: String(settings.customer_accounts),
    customer_accounts_native: String(settings.customer_accounts_native),
    customer_accounts_link_by_email: String(settings.customer_accounts_link_by_email),
    customer_accounts_profile_fields: settings.customer_accounts_profile_fields.join(','),
    sso_high_security: String(settings.sso_high_security),
    sso_registration: String(settings.sso_registration),
    sso_end_tokens_on_password_change: String(settings.sso_end_tokens_on_password_change),
  }
}

/** True when these values take the only way in from those who can log in now. */
export function locksOut({ settings }: Organizer, values: SettingsValues): boolean {
  const couldLogIn = settings.customer_accounts && settings.customer_accounts_native
  return couldLogIn && (values.customer_accounts !== 'true' || values.customer_accounts_native !== 'true')
}
