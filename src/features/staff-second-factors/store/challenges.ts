import type { UserId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { StaffChallengeTable } from '../../../platform/db/staff-tables.ts'
import type { ChallengePurpose } from '../types.ts'

export interface TakenChallenge {
  readonly challenge: string
  /** Whose passkey it asks for; null for anybody's. */
  readonly userId: UserId | null
}

/** What passkeys of staff have to sign: one for each browser and purpose. */
export function challengeStore(q: Database) {
  return {
    /** Replaces the one that this browser had for this purpose. */
    async put(row: StaffChallengeTable & { readonly purpose: ChallengePurpose }): Promise<void> {
      const { challenge, user_id, expires_at } = row
      await q
        .insertInto('staff_challenges')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['id_hash', 'purpose']).doUpdateSet({ challenge, user_id, expires_at }),
        )
        .execute()
    },

    /** Ends it. Of several at once one gets it. */
    async take(idHash: string, purpose: ChallengePurpose, now: number): Promise<TakenChallenge | null> {
      const row = await q
        .deleteFrom('staff_challenges')
        .where('id_hash', '=', idHash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .returning(['challenge', 'user_id'])
        .executeTakeFirst()
      return row ? { challenge: row.challenge, userId: row.user_id } : null
    },

    async endAll(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_challenges').where('user_id', '=', userId).execute()
    },

    /** Those that nobody answered. Answers how many. */
    async deleteExpired(now: number): Promise<number> {
      const deleted = await q.deleteFrom('staff_challenges').where('expires_at', '<=', now).executeTakeFirst()
      return Number(deleted.numDeletedRows)
    },
  }
}
