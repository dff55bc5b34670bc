import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Sealed salts of pairwise subjects; never changed once they are made. */
export function pairwiseSaltStore(q: Database) {
  return {
    async find(organizerId: OrganizerId): Promise<string | null> {
      const row = await q
        .selectFrom('pairwise_salts')
        .select('salt')
        .where('organizer_id', '=', organizerId)
        .executeTakeFirst()
      return row?.salt ?? null
    },

    /** Changes nothing when another process was faster. */
    async insertFirst(organizerId: OrganizerId, salt: string): Promise<void> {
      await q
        .insertInto('pairwise_salts')
        .values({ organizer_id: organizerId, salt })
        .onConflict((conflict) => conflict.column('organizer_id').doNothing())
        .execute()
    },
  }
}
