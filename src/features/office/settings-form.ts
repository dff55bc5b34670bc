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

export type Switch = (typeof SWITCHES)[number]
export type SettingsValues = Readonly<Record<(typeof TEXT_FIELDS)[number] | Switch, string>>

/** The settings page as it was sent; a switch that is off sends nothing. */
export function readSettingsForm(body: unknown): SettingsValues {
  const switches = readFields(body, SWITCHES)
  const states = SWITCHES.map((name) => [name, switches[name] === 'on' ? 'true' : 'false'])
  return { ...readFields(body, TEXT_FIELDS), ...Object.fromEntries(states) }
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
  }
}

/** True when these values take the only way in from those who can log in now. */
export function locksOut({ settings }: Organizer, values: SettingsValues): boolean {
  const couldLogIn = settings.customer_accounts && settings.customer_accounts_native
  return couldLogIn && (values.customer_accounts !== 'true' || values.customer_accounts_native !== 'true')
}
