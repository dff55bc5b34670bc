import type { AuditEntry } from '../../audit/index.ts'

/** A login, or an attempt at one. */
export interface SignInRecord {
  readonly id: string
  /** Instant in ms. */
  readonly at: number
  /** RFC 8176 word of the first step; null for a failed one. */
  readonly method: string | null
  /** Why it failed; null when it did not. */
  readonly reason: string | null
  /** `Firefox, Linux`: proper names, the same in every language; empty when unknown. */
  readonly device: string
  /** `192.0.2.0/24` or `2001:db8:1::/48`; empty when unknown. */
  readonly network: string
}

/** An entry of the history as a login. What is missing, because the history was emptied, is empty. */
export function signInRecord({
  id,
  at,
  action,
  detail,
}: Pick<AuditEntry, 'id' | 'at' | 'action' | 'detail'>): SignInRecord {
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
