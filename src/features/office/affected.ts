import { MINUTE } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Amount, counted, minus, plus } from './amount.ts'
import { affectedStore, FEW, MANY } from './store.ts'

/** Whom the settings of customer accounts touch. Active: switched on, with a confirmed address. */
export interface AffectedCounts {
  readonly accounts: Amount
  readonly active: Amount
  readonly withPassword: Amount
  /** Active accounts, each in one of these four. */
  readonly ways: {
    readonly password: Amount
    readonly passwordAndPasskey: Amount
    readonly passkey: Amount
    /** Neither password nor passkey: these log in with a code. */
    readonly neither: Amount
  }
  readonly withPasskey: Amount
  readonly withoutSecondStep: Amount
  /** Orders of guests whose address is that of an active account, and how many accounts these are. */
  readonly guestOrders: Amount
  readonly guestOrderAccounts: Amount
  readonly ownedOrders: Amount
}

export interface Affected {
  /** Counted at most a minute ago; `fresh` counts now. */
  affected(organizerId: OrganizerId, options?: { fresh?: boolean }): Promise<AffectedCounts>
}

const MAX_KEPT = 500

/** Counts in at most one statement for each table, none of them further than its limit. */
export function createAffected({ db, clock }: Pick<Platform, 'db' | 'clock'>): Affected {
  const kept = new Map<OrganizerId, { at: number; counts: Promise<AffectedCounts> }>()

  async function count(organizerId: OrganizerId): Promise<AffectedCounts> {
    const store = affectedStore(db.q)
    const [customers, passkeys, totp, orders] = await Promise.all([
      store.customers(organizerId),
      store.passkeys(organizerId),
      store.authenticators(organizerId),
      store.orders(organizerId),
    ])
    const withPassword = counted(customers.withPassword, MANY)
    const withoutPassword = counted(customers.withoutPassword, MANY)
    const active = plus(withPassword, withoutPassword)
    const isAll = passkeys.seen <= FEW
    const among = (count: number): Amount => ({ count, precision: isAll ? 'exact' : 'more' })
    const both = among(passkeys.withPassword)
    const passkeyOnly = among(passkeys.people - passkeys.withPassword)
    const withPasskey = among(passkeys.people)
    const withSecondStep = plus(withPasskey, counted(totp, FEW))
    const areAllGuests = orders.guestsSeen <= FEW
    return {
      accounts: counted(customers.accounts, MANY),
      active,
      withPassword,
      ways: {
        password: minus(withPassword, both),
        passwordAndPasskey: both,
        passkey: passkeyOnly,
        neither: minus(withoutPassword, passkeyOnly),
      },
      withPasskey,
      withoutSecondStep: minus(active, withSecondStep),
      guestOrders: { count: orders.guests, precision: areAllGuests ? 'exact' : 'more' },
      guestOrderAccounts: { count: orders.guestAccounts, precision: areAllGuests ? 'exact' : 'more' },
      ownedOrders: counted(orders.owned, MANY),
    }
  }

  return {
    async affected(organizerId, { fresh = false } = {}) {
      const now = clock.now()
      const last = kept.get(organizerId)
      if (last && !fresh && now - last.at < MINUTE) return last.counts
      const counts = count(organizerId)
      kept.delete(organizerId)
      kept.set(organizerId, { at: now, counts })
      counts.catch(() => kept.delete(organizerId))
      const oldest = kept.keys().next()
      if (kept.size > MAX_KEPT && !oldest.done) kept.delete(oldest.value)
      return counts
    },
  }
}
