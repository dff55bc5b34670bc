import { InvalidInput, type Message } from '../../core/errors.ts'
import { PROPERTIES, PROPERTY_KEYS, type PropertyKey, SETTING_KEYS, SETTINGS, type SettingKey } from './settings.ts'
import type { OrganizerSettings } from './types.ts'

/** First parts of addresses that are not organizers. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  'about',
  'account',
  'admin',
  'api',
  'assets',
  'auth',
  'brand',
  'control',
  'demo',
  'favicon',
  'foyer',
  'healthz',
  'help',
  'login',
  'logout',
  'media',
  'metrics',
  'oauth2',
  'public',
  'readyz',
  'register',
  'robots',
  'static',
  'www',
])

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/

/** What is wrong with a short form; null when nothing is. */
export function slugProblem(slug: string): Message | null {
  if (!SLUG.test(slug)) return { key: 'organizers:bad.slug' }
  if (RESERVED_SLUGS.has(slug)) return { key: 'organizers:bad.slugReserved', params: { slug } }
  return null
}

/** Values to store, by kind. */
export interface CheckedValues {
  readonly properties: Partial<Record<PropertyKey, string>>
  readonly settings: Partial<Record<SettingKey, string>>
}

/**
 * Sorts and checks values given as text.
 * @throws InvalidInput naming each unknown key and each value that does not fit
 */
export function checkValues(values: Readonly<Record<string, string>>): CheckedValues {
  const properties: Partial<Record<PropertyKey, string>> = {}
  const settings: Partial<Record<SettingKey, string>> = {}
  const problems: Record<string, Message> = {}
  for (const [key, text] of Object.entries(values)) {
    if (isProperty(key)) {
      const parsed = PROPERTIES[key].safeParse(text)
      if (parsed.success) properties[key] = parsed.data
      else problems[key] = { key: parsed.error.issues[0]?.message ?? 'organizers:bad.value' }
    } else if (isSetting(key)) {
      const parsed = SETTINGS[key].read.safeParse(text)
      if (parsed.success) settings[key] = String(parsed.data)
      else problems[key] = settingProblem(parsed.error.issues[0])
    } else {
      problems[key] = {
        key: 'organizers:bad.key',
        params: { key, known: [...PROPERTY_KEYS, ...SETTING_KEYS].join(', ') },
      }
    }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return { properties, settings }
}

/** A host as it is stored and compared: lower case, without a final dot. Null when it cannot be a host. */
export function normalizeHost(text: string): string | null {
  const host = text.trim().toLowerCase().replace(/\.$/, '')
  const url = URL.parse(`http://${host}/`)
  return url !== null && url.pathname === '/' && !url.username && url.host === host && host.length <= 253 ? host : null
}

function settingProblem(issue: { code?: string; message?: string; values?: unknown } | undefined): Message {
  if (issue?.message?.startsWith('organizers:')) return { key: issue.message }
  const values = Array.isArray(issue?.values) ? issue.values.filter((value) => value !== '').join(', ') : ''
  return { key: 'organizers:bad.choice', params: { values } }
}

function isProperty(key: string): key is PropertyKey {
  return Object.hasOwn(PROPERTIES, key)
}

function isSetting(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key)
}

/** Whether people can create an account by themselves: it begins with a password. */
export function canRegister(
  settings: Pick<
    OrganizerSettings,
    'customer_accounts' | 'customer_accounts_native' | 'customer_accounts_registration'
  >,
): boolean {
  return settings.customer_accounts && settings.customer_accounts_native && settings.customer_accounts_registration
}
