import { COUNTRIES } from '../../../core/countries.ts'
import type { Message } from '../../../core/errors.ts'
import {
  ADDRESS_PARTS,
  type AddressPart,
  PROFILE_FIELDS,
  type Profile,
  type ProfileField,
  type ProfileKey,
  profileKeys,
} from '../../../core/profile-fields.ts'

export const PROFILE_KEYS: readonly ProfileKey[] = profileKeys(PROFILE_FIELDS)

/** Values by key, as texts; an empty one stands for nothing. */
export type ProfileTexts = Readonly<Partial<Record<ProfileKey, string>>>

/** Longest value in characters. */
export const PROFILE_LENGTHS: Readonly<Record<ProfileKey, number>> = {
  nickname: 100,
  preferred_username: 100,
  birthdate: 10,
  gender: 50,
  zoneinfo: 64,
  website: 500,
  profile: 500,
  picture: 500,
  'address.street_address': 200,
  'address.postal_code': 20,
  'address.locality': 100,
  'address.region': 100,
  'address.country': 2,
}

const ADDRESSES: ReadonlySet<ProfileKey> = new Set<ProfileKey>(['website', 'profile', 'picture'])
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u
const OLDEST_YEAR = 1880
const MOST_READ = 2000
const LEAP_YEAR = 2000

/** @param key as it stands in an address or a command, `address.locality` for example */
export function isProfileKey(key: string): key is ProfileKey {
  return (PROFILE_KEYS as readonly string[]).includes(key)
}

/**
 * Checks values as they were typed, and brings them into the form in which they are stored.
 * @param now instant in ms: a date of birth lies before it
 */
export function checkProfile(typed: ProfileTexts, now: number) {
  const values: Partial<Record<ProfileKey, string>> = {}
  const problems: Partial<Record<ProfileKey, Message>> = {}
  for (const key of PROFILE_KEYS) {
    const given = typed[key]
    if (given === undefined) continue
    const value = tidy(key, given)
    const problem = value === '' ? null : problemOf(key, value, now)
    if (problem) problems[key] = problem
    else values[key] = value
  }
  return { values, problems } as { readonly values: ProfileTexts; readonly problems: Readonly<Record<string, Message>> }
}

/** The values of these fields in a form; what was not sent, or sent twice, is left out. Far too long ones are cut and stay too long. */
export function readProfile(sent: Readonly<Record<string, unknown>>, fields: readonly ProfileField[]): ProfileTexts {
  const typed = profileKeys(fields).map((key) => [key, sent[key]] as const)
  return Object.fromEntries(
    typed.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value.slice(0, MOST_READ)]] : [])),
  )
}

/** A profile with these checked values in it; an empty value takes the old one away. */
export function mergeProfile(before: Profile, values: ProfileTexts): Profile {
  const after: Partial<Record<ProfileKey, string>> = { ...textsOf(before), ...values }
  const filled = PROFILE_KEYS.filter((key) => (after[key] ?? '') !== '')
  const flat = filled.filter((key) => addressPart(key) === null)
  const parts = filled.flatMap((key) => addressPart(key) ?? [])
  return {
    ...Object.fromEntries(flat.map((key) => [key, after[key]])),
    ...(parts.length > 0 && { address: Object.fromEntries(parts.map((part) => [part, after[`address.${part}`]])) }),
  }
}

/** A profile as texts by key, only what is known. */
export function textsOf({ address = {}, ...fields }: Profile): ProfileTexts {
  const parts = ADDRESS_PARTS.map((part) => [`address.${part}`, address[part]] as const)
  return Object.fromEntries([...Object.entries(fields), ...parts].filter(([, value]) => value !== undefined))
}

function tidy(key: ProfileKey, typed: string): string {
  const text = typed.normalize('NFC').trim()
  if (key === 'address.street_address') return text.replace(/\r\n?/g, '\n').replace(/[^\S\n]{2,}/g, ' ')
  return key === 'address.country' ? text.toUpperCase() : text.replace(/ {2,}/g, ' ')
}

function problemOf(key: ProfileKey, value: string, now: number): Message | null {
  const max = PROFILE_LENGTHS[key]
  if (key === 'birthdate') return isPastDate(value, now) ? null : { key: 'customers:bad.birthdate' }
  if (key === 'zoneinfo') return isTimeZone(value) ? null : { key: 'customers:bad.zoneinfo' }
  if (key === 'address.country') return COUNTRIES.includes(value) ? null : { key: 'customers:bad.country' }
  if (value.length > max) return { key: 'customers:bad.tooLong', params: { max } }
  if (ADDRESSES.has(key)) return isWebAddress(value) ? null : { key: 'customers:bad.webAddress' }
  const line = key === 'address.street_address' ? value.replaceAll('\n', '') : value
  return INVISIBLE.test(line) ? { key: 'customers:bad.invisible' } : null
}

/** `YYYY-MM-DD`, or `0000-MM-DD` when the year is nobody's business: OpenID Connect Core 5.1, ISO 8601-1. */
function isPastDate(text: string, now: number): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year === undefined) return false
  const [y, m, d] = [year === '0000' ? LEAP_YEAR : Number(year), Number(month), Number(day)]
  const date = new Date(Date.UTC(y, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d && y >= OLDEST_YEAR && date.getTime() < now
}

/** A name of the IANA time zone database, not an offset. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && !/[\s"<>\\^`{|}]/.test(text)
}

function addressPart(key: ProfileKey): AddressPart | null {
  return ADDRESS_PARTS.find((part) => key === `address.${part}`) ?? null
}
