import type { OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'

/** Challenges that were passed, as hashes, so that each counts once. */
export function usedChallengeStore(q: Database) {
  return {
    /** False when it was there before. @param expiresAt in ms */
    async insert(organizerId: OrganizerId, hash: string, expiresAt: number): Promise<boolean> {
      const result = await q
        .insertInto('used_proofs')
        .values({ organizer_id: organizerId, hash, expires_at: expiresAt })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'hash']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}
