import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Sealed salts of pairwise subjects; never changed once they are made. */
export function pairwiseSaltStore(q: Database) {
  async function find(organizerId: OrganizerId): Promise<string | null> {
    const row = await q
      .selectFrom('pairwise_salts')
      .select('salt')
      .where('organizer_id', '=', organizerId)
      .executeTakeFirst()
    return row?.salt ?? null
  }

  return {
    find,
    /** Stores a first salt; answers the one that is stored, which is another when another process was faster. */
    async keepFirst(organizerId: OrganizerId, salt: string): Promise<string> {
      await q
        .insertInto('pairwise_salts')
        .values({ organizer_id: organizerId, salt })
        .onConflict((conflict) => conflict.column('organizer_id').doNothing())
        .execute()
      return (await find(organizerId)) ?? salt
    },
  }
}
