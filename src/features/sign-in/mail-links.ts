import type { CustomerId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import { type LinkPurpose, type MailLink, mailLinkStore } from './store/mail-links.ts'

export interface LinkRequest {
  readonly purpose: LinkPurpose
  readonly organizer: Organizer
  /** The address that the link is sent to. */
  readonly email: string
  readonly lifetimeMs: number
  /** A path within the organizer's pages, where the person goes afterwards. */
  readonly next?: string | null
  /** What the link does, as its purpose needs it. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A link that was made but not stored. */
export interface NewLink {
  /** 43 characters for the address of a page; only its hash is stored. */
  readonly token: string
  /** Instant in ms. */
  readonly expiresAt: number
  /** Stores it in the caller's transaction; older links of the customer for the same purpose end. */
  store(trx: Database, customerId: CustomerId): Promise<void>
}

/** Links in mails, each for one purpose and one use. */
export interface MailLinks {
  prepare(request: LinkRequest): NewLink
  /** The link, if it could be redeemed now; looking uses nothing up. `data` is JSON text. */
  find(organizer: Organizer, purpose: LinkPurpose, token: string): Promise<MailLink | null>
  /**
   * Uses the link up in the caller's transaction. Of several attempts at once one gets it; the others, and those that come
   * late, get null.
   */
  redeem(trx: Database, organizer: Organizer, purpose: LinkPurpose, token: string): Promise<MailLink | null>
  /** Ends the links of a customer for one purpose; with `since`, an instant in ms, only those that were made after it. */
  end(trx: Database, organizer: Organizer, customerId: CustomerId, purpose: LinkPurpose, since?: number): Promise<void>
}

export function createMailLinks({ db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>): MailLinks {
  return {
    prepare({ purpose, organizer, email, lifetimeMs, next = null, data }) {
      const token = randomSecret(random)
      const now = clock.now()
      const expiresAt = now + lifetimeMs
      return {
        token,
        expiresAt,
        async store(trx, customerId) {
          const store = mailLinkStore(trx)
          await store.lockCustomer(organizer.id, customerId)
          await store.replace(organizer.id, {
            tokenHash: hashSecret(token),
            purpose,
            customerId,
            email,
            next,
            data: data === undefined ? null : JSON.stringify(data),
            now,
            expiresAt,
          })
        },
      }
    },
    find: (organizer, purpose, token) =>
      mailLinkStore(db.q).find(organizer.id, purpose, hashSecret(token), clock.now()),
    redeem: (trx, organizer, purpose, token) =>
      mailLinkStore(trx).redeem(organizer.id, purpose, hashSecret(token), clock.now()),
    end: (trx, organizer, customerId, purpose, since) =>
      mailLinkStore(trx).endPurpose(organizer.id, customerId, purpose, since),
  }
}
