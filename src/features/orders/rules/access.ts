import { createHash, timingSafeEqual } from 'node:crypto'
import type { CustomerId } from '../../../core/ids.ts'
import type { OrganizerSettings } from '../../organizers/index.ts'

/** `login`: only its owner may see it, and nobody is logged in. `refused`: somebody else is. */
export type OrderAccess = 'open' | 'login' | 'refused'

interface AccessFacts {
  readonly settings: Pick<OrganizerSettings, 'customer_accounts' | 'customer_accounts_require_login_for_order_access'>
  /** Null for an order that belongs to no account. */
  readonly owner: { readonly id: CustomerId; readonly isVerified: boolean } | null
  /** Who is logged in. */
  readonly visitor: CustomerId | null
}

/**
 * Who may open an order page with the right secret: everybody, unless the organizer wants a login and the order belongs to an
 * account with a confirmed address; then its owner.
 */
export function orderAccess({ settings, owner, visitor }: AccessFacts): OrderAccess {
  if (!settings.customer_accounts || !settings.customer_accounts_require_login_for_order_access) return 'open'
  if (owner === null || !owner.isVerified || owner.id === visitor) return 'open'
  return visitor === null ? 'login' : 'refused'
}

/** Compares in a time that tells nothing about where two secrets differ. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
