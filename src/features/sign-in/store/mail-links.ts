import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** What a link in a mail is for; a link of one purpose opens no other door. */
export type LinkPurpose =
  | 'activation'
  | 'password_reset'
  | 'email_change'
  | 'email_change_undo'
  | 'email_confirm'
  | 'keep_account'

/** These lead to a password; they count only as long as the account has the address that they were sent to. */
export type PasswordPurpose = Extract<LinkPurpose, 'activation' | 'password_reset'>

const OF_THE_LOGIN_ADDRESS: readonly LinkPurpose[] = ['activation', 'password_reset'] satisfies PasswordPurpose[]

export interface NewMailLink {
  readonly tokenHash: string
  readonly purpose: LinkPurpose
  readonly customerId: CustomerId
  /** The address that the link is sent to. */
  readonly email: string
  /** A path within the organizer's pages. */
  readonly next: string | null
  /** What the link does, an object as JSON; null unless its purpose needs it. */
  readonly data?: string | null
  readonly now: number
  readonly expiresAt: number
}

export interface MailLink {
  readonly customerId: CustomerId
  /** The address that the link was sent to. */
  readonly email: string
  /** A path within the organizer's pages. */
  readonly next: string | null
  /** What the link does, an object as JSON; null unless its purpose needs it. */
  readonly data: string | null
}

/** Links sent by mail, each for one use. */
export function mailLinkStore(q: Database) {
  return {
    /**
     * Lets only one transaction at a time deal with the links of a customer: on PostgreSQL others wait here, on SQLite they
     * wait anyway.
     */
    async lockCustomer(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
        .execute()
    },

    /**
     * Stores a link; older ones for the same purpose end: of those that confirm an address only the ones to the same address,
     * of those that undo a change none. Call it under `lockCustomer`.
     */
    async replace(organizerId: OrganizerId, link: NewMailLink): Promise<void> {
      if (link.purpose !== 'email_change_undo') {
        let older = q
          .deleteFrom('mail_links')
          .where('organizer_id', '=', organizerId)
          .where('customer_id', '=', link.customerId)
          .where('purpose', '=', link.purpose)
        if (link.purpose === 'email_confirm') older = older.where('email', '=', link.email)
        await older.execute()
      }
      await q
        .insertInto('mail_links')
        .values({
          organizer_id: organizerId,
          token_hash: link.tokenHash,
          purpose: link.purpose,
          customer_id: link.customerId,
          email: link.email,
          next: link.next,
          created_at: link.now,
          expires_at: link.expiresAt,
          used_at: null,
          data: link.data ?? null,
        })
        .execute()
    },

    /** A link that could be redeemed now. */
    async find(
      organizerId: OrganizerId,
      purpose: LinkPurpose,
      tokenHash: string,
      now: number,
    ): Promise<MailLink | null> {
      let query = q
        .selectFrom('mail_links as l')
        .innerJoin('customers as c', 'c.id', 'l.customer_id')
        .select(['l.customer_id', 'l.email', 'l.next', 'l.data'])
        .where('l.organizer_id', '=', organizerId)
        .where('l.token_hash', '=', tokenHash)
        .where('l.purpose', '=', purpose)
        .where('l.used_at', 'is', null)
        .where('l.expires_at', '>', now)
      if (OF_THE_LOGIN_ADDRESS.includes(purpose)) query = query.whereRef('c.email', '=', 'l.email')
      const row = await query.executeTakeFirst()
      return row ? { customerId: row.customer_id, email: row.email, next: row.next, data: row.data } : null
    },

    /** Where a link leads on, also when it was used or is too old. */
    async nextOf(organizerId: OrganizerId, tokenHash: string): Promise<string | null> {
      const row = await q
        .selectFrom('mail_links')
        .select('next')
        .where('organizer_id', '=', organizerId)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      return row?.next ?? null
    },

    /** Uses a link up. Of several attempts at once one gets it; the others, and those that come late, get null. */
    async redeem(
      organizerId: OrganizerId,
      purpose: LinkPurpose,
      tokenHash: string,
      now: number,
    ): Promise<MailLink | null> {
      const row = await q
        .updateTable('mail_links')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('token_hash', '=', tokenHash)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['customer_id', 'email', 'next', 'data'])
        .executeTakeFirst()
      return row ? { customerId: row.customer_id, email: row.email, next: row.next, data: row.data } : null
    },

    /** Ends the links of a customer: without `all`, those stay that undo a change of the address. */
    async endAll(organizerId: OrganizerId, customerId: CustomerId, { all = false } = {}): Promise<void> {
      let links = q
        .deleteFrom('mail_links')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
      if (!all) links = links.where('purpose', '!=', 'email_change_undo')
      await links.execute()
    },

    /** Ends the links of a customer for one purpose that were made after an instant in ms. */
    async endPurpose(
      organizerId: OrganizerId,
      customerId: CustomerId,
      purpose: LinkPurpose,
      since = -1,
    ): Promise<void> {
      await q
        .deleteFrom('mail_links')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('purpose', '=', purpose)
        .where('created_at', '>', since)
        .execute()
    },
  }
}

/** Of all organizers: removes links that ended before. */
export async function deleteEndedLinks(q: Database, before: number): Promise<void> {
  await q.deleteFrom('mail_links').where('expires_at', '<=', before).execute()
}
