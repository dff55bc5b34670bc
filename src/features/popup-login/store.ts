import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { PopupLoginTable } from '../../platform/db/provider-login-tables.ts'

/** Popups that a checkout opened. */
export function popupLoginStore(q: Database) {
  return {
    async insert(
      organizerId: OrganizerId,
      row: Omit<PopupLoginTable, 'organizer_id' | 'value_hash' | 'customer_id' | 'used_at'>,
    ): Promise<void> {
      const open = { value_hash: null, customer_id: null, used_at: null }
      await q
        .insertInto('popup_logins')
        .values({ ...row, ...open, organizer_id: organizerId })
        .execute()
    },

    /** One to which nobody has logged in yet. */
    async open(organizerId: OrganizerId, idHash: string, now: number): Promise<{ readonly origin: string } | null> {
      const row = await q
        .selectFrom('popup_logins')
        .select('origin')
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('value_hash', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Puts a value to it, once; answers where it goes. */
    async giveValue(
      organizerId: OrganizerId,
      idHash: string,
      value: { hash: string; customerId: CustomerId; now: number; expiresAt: number },
    ): Promise<{ readonly origin: string } | null> {
      const row = await q
        .updateTable('popup_logins')
        .set({ value_hash: value.hash, customer_id: value.customerId, expires_at: value.expiresAt })
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('value_hash', 'is', null)
        .where('expires_at', '>', value.now)
        .returning('origin')
        .executeTakeFirst()
      return row ?? null
    },

    /** Of many at once one gets it. Everything that it is bound to has to be the same. */
    async redeem(
      organizerId: OrganizerId,
      by: { valueHash: string; cartHash: string; challenge: string; origin: string | null; now: number },
    ): Promise<CustomerId | null> {
      let query = q
        .updateTable('popup_logins')
        .set({ used_at: by.now })
        .where('organizer_id', '=', organizerId)
        .where('value_hash', '=', by.valueHash)
        .where('cart_hash', '=', by.cartHash)
        .where('challenge', '=', by.challenge)
        .where('used_at', 'is', null)
        .where('expires_at', '>', by.now)
      if (by.origin !== null) query = query.where('origin', '=', by.origin)
      const row = await query.returning('customer_id').executeTakeFirst()
      return row?.customer_id ?? null
    },

    async endAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('popup_logins')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
  }
}

/** Of all organizers: removes those that are over. */
export async function deleteExpiredPopups(q: Database, now: number): Promise<number> {
  const result = await q.deleteFrom('popup_logins').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
