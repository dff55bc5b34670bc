import { DAY } from '../../../core/clock.ts'
import type { AuditAction, AuditEntry } from '../../audit/index.ts'

/** How long a login is asked about, in ms. */
const ASKED_FOR_MS = 14 * DAY

/** What belongs to the story of somebody's logins. */
export const SIGN_IN_ACTIONS = [
  'foyer.customer.login',
  'foyer.customer.login.failed',
  'foyer.customer.login.confirmed',
] as const satisfies readonly AuditAction[]

/** Where a login came from, as far as it is kept; empty where it is not known. */
export interface Place {
  /** `Firefox, Linux`: proper names, the same in every language. */
  readonly device: string
  /** `192.0.2.0/24` or `2001:db8:1::/48` */
  readonly network: string
}

/** A login, or an attempt at one. */
export interface SignInRecord extends Place {
  readonly id: string
  /** Instant in ms. */
  readonly at: number
  /** RFC 8176 word of the first step; null for a failed one. */
  readonly method: string | null
  /** Why it failed; null when it did not. */
  readonly reason: string | null
}

export function signInRecord({ id, at, action, detail }: AuditEntry): SignInRecord {
  const word = (value: unknown) => (typeof value === 'string' ? value : '')
  const hasFailed = action === 'foyer.customer.login.failed'
  return {
    id,
    at,
    device: word(detail.device),
    network: word(detail.network),
    method: hasFailed ? null : word(detail.method),
    reason: hasFailed ? word(detail.reason) : null,
  }
}

/**
 * The newest login that the person should look at: recent, from a place that is not this one, and that was not known when the
 * person last said that all was well. Before that, the first login ever is the person's own.
 * @param entries newest first
 * @param now instant in ms
 */
export function unfamiliarLogin(entries: readonly AuditEntry[], here: Place, now: number): SignInRecord | null {
  const logins = entries.filter(({ action }) => action === 'foyer.customer.login').map(signInRecord)
  const confirmedAt = entries.find(({ action }) => action === 'foyer.customer.login.confirmed')?.at ?? logins.at(-1)?.at
  if (confirmedAt === undefined) return null
  const known = [here, ...logins.filter(({ at }) => at <= confirmedAt)]
  const isKnown = (login: Place) =>
    known.some(({ device, network }) => device === login.device && network === login.network)
  return logins.find((login) => login.at > Math.max(confirmedAt, now - ASKED_FOR_MS) && !isKnown(login)) ?? null
}
