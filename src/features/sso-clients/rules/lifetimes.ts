import { DAY, HOUR, MINUTE } from '../../../core/clock.ts'
import { isOneOf } from '../../../protocol/provider/supported.ts'
import type { SsoClientOptions } from '../options.ts'
import type { Fields } from './reading.ts'

const S = 1000

/** Units in which people type lifetimes, in seconds. */
const UNITS = { seconds: 1, minutes: MINUTE / S, hours: HOUR / S, days: DAY / S } as const
export type Unit = keyof typeof UNITS
const UNIT_NAMES = Object.keys(UNITS) as Unit[]

/** Bounds in seconds. */
const LIFETIMES = [
  { option: 'accessTokenLifetimeS', field: 'access_token_lifetime', least: MINUTE / S, most: DAY / S },
  { option: 'idTokenLifetimeS', field: 'id_token_lifetime', least: MINUTE / S, most: DAY / S },
  { option: 'refreshIdleLifetimeS', field: 'refresh_idle_lifetime', least: HOUR / S, most: (365 * DAY) / S },
  { option: 'refreshAbsoluteLifetimeS', field: 'refresh_absolute_lifetime', least: HOUR / S, most: (3650 * DAY) / S },
] as const

const MAX_AGE_MOST = (3650 * DAY) / S

/** The largest of these units of which the lifetime is a whole number, otherwise seconds. @param seconds lifetime */
export function splitLifetime(seconds: number, units: readonly Unit[]): { amount: number; unit: Unit } {
  const bySize = [...units].sort((a, b) => UNITS[b] - UNITS[a])
  const unit = bySize.find((one) => seconds % UNITS[one] === 0) ?? 'seconds'
  return { amount: seconds / UNITS[unit], unit }
}

/** Seconds from an amount and a unit as they were typed; NaN for what is no whole number of a known unit. */
export function joinLifetime(amount: string, unit: string): number {
  return /^\d{1,9}$/.test(amount.trim()) && isOneOf(UNIT_NAMES, unit) ? Number(amount) * UNITS[unit] : Number.NaN
}

/** Whole seconds within their bounds; no refresh token can be used after it has ended altogether. */
export function checkLifetimes(settings: SsoClientOptions, wrong: Fields): void {
  for (const { option, field, least, most } of LIFETIMES) {
    const seconds = settings[option]
    if (!Number.isInteger(seconds)) wrong[field] = { key: 'ssoClients:errors.wholeNumber' }
    else if (seconds < least || seconds > most) wrong[field] = { key: `ssoClients:bounds.${field}` }
  }
  if (
    !wrong.refresh_idle_lifetime &&
    !wrong.refresh_absolute_lifetime &&
    settings.refreshAbsoluteLifetimeS < settings.refreshIdleLifetimeS
  ) {
    wrong.refresh_absolute_lifetime = { key: 'ssoClients:errors.absoluteTooShort' }
  }
  const maxAge = settings.defaultMaxAgeS
  if (maxAge !== null && (!Number.isInteger(maxAge) || maxAge < 0 || maxAge > MAX_AGE_MOST)) {
    wrong.default_max_age = { key: 'ssoClients:bounds.default_max_age' }
  }
}
