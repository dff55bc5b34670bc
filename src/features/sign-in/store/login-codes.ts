import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { LoginCodeTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'

/** A code that was asked for in one browser. Instants in ms. */
export interface LoginCode {
  /** Null when the address has no account that may log in: such a code opens nothing. */
  readonly customerId: CustomerId | null
  /** The address that was typed. */
  readonly email: string
  readonly codeHash: string
  readonly triesLeft: number
  readonly next: string | null
  readonly expiresAt: number
}

const COLUMNS = ['customer_id', 'email', 'code_hash', 'tries_left', 'next', 'expires_at'] as const

/** Codes for a login, sent by mail; each is known to one browser. */
export function loginCodeStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<LoginCodeTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('login_codes')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** The code of a browser, if it could be typed now. */
    async find(organizerId: OrganizerId, idHash: string, now: number): Promise<LoginCode | null> {
      const row = await q
        .selectFrom('login_codes')
        .select(COLUMNS)
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Takes one try away before it is made; null when none is left. */
    async useTry(organizerId: OrganizerId, idHash: string, now: number): Promise<LoginCode | null> {
      const row = await q
        .updateTable('login_codes')
        .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .returning(COLUMNS)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Uses the code up. Of several at once one gets it. */
    async redeem(organizerId: OrganizerId, idHash: string, codeHash: string, now: number): Promise<boolean> {
      const result = await q
        .updateTable('login_codes')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('code_hash', '=', codeHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Ends the code of a browser. */
    async end(organizerId: OrganizerId, idHash: string): Promise<void> {
      await q.deleteFrom('login_codes').where('organizer_id', '=', organizerId).where('id_hash', '=', idHash).execute()
    },

    /** Ends all codes of a customer. */
    async endAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('login_codes')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Removes the codes that were asked for with an address, also those that belong to no account. */
    async forgetAddress(organizerId: OrganizerId, email: string): Promise<void> {
      await q.deleteFrom('login_codes').where('organizer_id', '=', organizerId).where('email', '=', email).execute()
    },
  }
}

/** Of all organizers: removes codes that ended before. */
export async function deleteEndedCodes(q: Database, before: number): Promise<void> {
  await q.deleteFrom('login_codes').where('expires_at', '<=', before).execute()
}

function read(row: Pick<LoginCodeTable, (typeof COLUMNS)[number]>): LoginCode {
  return {
    customerId: row.customer_id,
    email: row.email,
    codeHash: row.code_hash,
    triesLeft: row.tries_left,
    next: row.next,
    expiresAt: row.expires_at,
  }
}
