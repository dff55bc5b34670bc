import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { UsedProofTable } from '../../../platform/db/provider-tables.ts'

const insertProof = prepare((q: Database, p: Params<UsedProofTable>) =>
  q
    .insertInto('used_proofs')
    .values({ organizer_id: p('organizer_id'), hash: p('hash'), expires_at: p('expires_at') })
    .onConflict((conflict) => conflict.columns(['organizer_id', 'hash']).doNothing()),
)

/** What counts once, as hashes. */
export function usedProofStore(q: Database) {
  return {
    /** False when it was there before. @param expiresAt in ms */
    insert: async (organizerId: OrganizerId, hash: string, expiresAt: number): Promise<boolean> =>
      (await insertProof.run(q, { organizer_id: organizerId, hash, expires_at: expiresAt })) === 1,

    /** Removes those of all organizers that expired before, `limit` at most; answers how many. */
    async deleteExpiredBefore(instant: number, limit: number): Promise<number> {
      const oldest = q
        .selectFrom('used_proofs')
        .select(['organizer_id', 'hash'])
        .where('expires_at', '<', instant)
        .orderBy('expires_at')
        .limit(limit)
      const result = await q
        .deleteFrom('used_proofs')
        .where(({ eb, refTuple }) =>
          eb(refTuple('organizer_id', 'hash'), 'in', oldest.$asTuple('organizer_id', 'hash')),
        )
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
