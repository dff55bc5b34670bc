import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { RecoveryCodesLeft } from '../types.ts'

/** Recovery codes of customers, as hashes. */
export function recoveryCodeStore(q: Database) {
  async function removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
    await q
      .deleteFrom('customer_recovery_codes')
      .where('organizer_id', '=', organizerId)
      .where('customer_id', '=', customerId)
      .execute()
  }

  return {
    removeAll,

    /** A new set in the place of the old one. @param now instant in ms */
    async replace(organizerId: OrganizerId, customerId: CustomerId, hashes: readonly string[], now: number) {
      await removeAll(organizerId, customerId)
      const rows = hashes.map((code_hash) => ({
        organizer_id: organizerId,
        customer_id: customerId,
        code_hash,
        created_at: now,
        used_at: null,
      }))
      await q.insertInto('customer_recovery_codes').values(rows).execute()
    },

    /** Uses one up. Of several at once one gets it. */
    async use(organizerId: OrganizerId, customerId: CustomerId, hash: string, now: number): Promise<boolean> {
      const updated = await q
        .updateTable('customer_recovery_codes')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async left(organizerId: OrganizerId, customerId: CustomerId): Promise<RecoveryCodesLeft> {
      const rows = await q
        .selectFrom('customer_recovery_codes')
        .select(['created_at', 'used_at'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
      return { left: rows.filter((row) => row.used_at === null).length, madeAt: rows[0]?.created_at ?? null }
    },
  }
}
