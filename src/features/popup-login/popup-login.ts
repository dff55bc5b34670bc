import { MINUTE, SECOND } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customer, Customers } from '../customers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import { deleteExpiredPopups, popupLoginStore } from './store.ts'

/** How long somebody may take to log in. */
export const POPUP_LIFETIME_MS = 30 * MINUTE
/** How long the value may be redeemed. */
const VALUE_LIFETIME_MS = 120 * SECOND
/** Ends of sessions after which a value of that person counts no more: one that just ran out of time says nothing against it. */
const ENDING: ReadonlySet<string> = new Set(['logout', 'logout_elsewhere', 'access_ended', 'provider'])

type HeldSession = Parameters<SignIn['sessions']['hold']>[2]

/** What a checkout opens a popup with. */
export interface NewPopup {
  readonly origin: string
  /** The checkout's own name for the cart. */
  readonly cart: string
  /** S256 of the secret that the page keeps, RFC 7636 4.2. */
  readonly challenge: string
}

export interface Redemption {
  readonly value: string
  readonly cart: string
  readonly verifier: string
  /** Of the page that redeems; null when a server does. */
  readonly origin: string | null
}

/** Logins for a checkout in a frame: done in a popup, handed over once. */
export interface PopupLogin {
  /** Answers the secret by which the popup's browser knows it. */
  open(organizerId: OrganizerId, popup: NewPopup): Promise<string>
  /** Where the value would go; null when the popup is over. */
  originOf(organizerId: OrganizerId, secret: string): Promise<string | null>
  /**
   * Makes the value for the page that opened the popup; null when the popup is over, or the session that was seen has ended: with the
   * account, its provider, or a logout. Who ends it afterwards ends the value, too.
   */
  giveValue(
    organizerId: OrganizerId,
    secret: string,
    session: HeldSession,
  ): Promise<{ readonly value: string; readonly origin: string } | null>
  /** Who logged in, if the account still may; null for a value that does not count. Nobody gets it twice. */
  redeem(organizerId: OrganizerId, redemption: Redemption): Promise<Customer | null>
  cleanUp(): Promise<number>
}

export interface PopupLoginDeps {
  readonly customers: Pick<Customers, 'byId' | 'onEndAccess'>
  readonly sessions: Pick<SignIn['sessions'], 'onEnded' | 'hold'>
}

export function createPopupLogin(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  { customers, sessions }: PopupLoginDeps,
): PopupLogin {
  customers.onEndAccess((q, organizerId, customerId) => popupLoginStore(q).endAll(organizerId, customerId))
  sessions.onEnded(async (q, organizerId, customerId, _sessions, reason) => {
    if (ENDING.has(reason)) await popupLoginStore(q).endAll(organizerId, customerId)
  })

  return {
    async open(organizerId, { origin, cart, challenge }) {
      const secret = randomSecret(random)
      const now = clock.now()
      await popupLoginStore(db.q).insert(organizerId, {
        id_hash: hashSecret(secret),
        cart_hash: hashSecret(cart),
        challenge,
        origin,
        created_at: now,
        expires_at: now + POPUP_LIFETIME_MS,
      })
      return secret
    },

    async originOf(organizerId, secret) {
      const popup = await popupLoginStore(db.q).open(organizerId, hashSecret(secret), clock.now())
      return popup?.origin ?? null
    },

    async giveValue(organizerId, secret, session) {
      const value = randomSecret(random)
      const now = clock.now()
      const times = { now, expiresAt: now + VALUE_LIFETIME_MS }
      const given = { hash: hashSecret(value), customerId: session.customer.id, ...times }
      const popup = await db.transaction(async (q) => {
        if (!(await sessions.hold(q, organizerId, session))) return null
        return popupLoginStore(q).giveValue(organizerId, hashSecret(secret), given)
      })
      return popup && { value, origin: popup.origin }
    },

    async redeem(organizerId, { value, cart, verifier, origin }) {
      const customerId = await popupLoginStore(db.q).redeem(organizerId, {
        valueHash: hashSecret(value),
        cartHash: hashSecret(cart),
        // S256 of RFC 7636 4.2 is what hashSecret makes.
        challenge: hashSecret(verifier),
        origin,
        now: clock.now(),
      })
      const customer = customerId === null ? null : await customers.byId(organizerId, customerId)
      return customer?.isActive && customer.isVerified ? customer : null
    },

    cleanUp: () => deleteExpiredPopups(db.q, clock.now()),
  }
}
