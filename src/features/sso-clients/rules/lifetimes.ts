import { DAY, HOUR, MINUTE } from '../../../core/clock.ts'
import type { SsoClientOptions } from '../options.ts'
import type { Fields } from './reading.ts'

const S = 1000

/** Units in which people type lifetimes, in seconds. */
export const UNITS = { minutes: MINUTE / S, hours: HOUR / S, days: DAY / S } as const
export type Unit = keyof typeof UNITS

export interface LifetimeRule {
  readonly option: 'accessTokenLifetimeS' | 'idTokenLifetimeS' | 'refreshIdleLifetimeS' | 'refreshAbsoluteLifetimeS'
  readonly field: string
  /** Bounds in seconds. */
  readonly least: number
  readonly most: number
  readonly units: readonly Unit[]
}

export const LIFETIMES = [
  {
    option: 'accessTokenLifetimeS',
    field: 'access_token_lifetime',
    least: MINUTE / S,
    most: DAY / S,
    units: ['minutes', 'hours'],
  },
  {
    option: 'idTokenLifetimeS',
    field: 'id_token_lifetime',
    least: MINUTE / S,
    most: DAY / S,
    units: ['minutes', 'hours'],
  },
  {
    option: 'refreshIdleLifetimeS',
    field: 'refresh_idle_lifetime',
    least: HOUR / S,
    most: (365 * DAY) / S,
    units: ['hours', 'days'],
  },
  {
    option: 'refreshAbsoluteLifetimeS',
    field: 'refresh_absolute_lifetime',
    least: HOUR / S,
    most: (3650 * DAY) / S,
    units: ['hours', 'days'],
  },
] as const satisfies readonly LifetimeRule[]

const MAX_AGE_MOST = (3650 * DAY) / S

/** The largest unit of which the lifetime is a whole number, or null when it is none. @param seconds lifetime */
export function splitLifetime(seconds: number, units: readonly Unit[]): { amount: number; unit: Unit } | null {
  const unit = [...units].sort((a, b) => UNITS[b] - UNITS[a]).find((one) => seconds % UNITS[one] === 0)
  return unit === undefined ? null : { amount: seconds / UNITS[unit], unit }
}

/** Whole seconds within their bounds; no refresh token can be used after it has ended altogether. */
export function checkLifetimes(settings: SsoClientOptions, wrong: Fields): void {
  for (const { option, field, least, most } of LIFETIMES) {
    const seconds = settings[option]
    if (!Number.isInteger(seconds)) wrong[field] = { key: 'ssoClients:errors.wholeNumber' }
    else if (seconds < least || seconds > most) wrong[field] = { key: `ssoClients:lifetimeBounds.${field}` }
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
    wrong.default_max_age = { key: 'ssoClients:errors.maxAge' }
  }
}
