import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { PasskeyChallengeTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { ChallengePurpose } from '../types.ts'

export interface TakenChallenge {
  readonly challenge: string
  /** Whose passkey it asks for; null for anybody's. */
  readonly customerId: CustomerId | null
}

/** What passkeys have to sign: one for each browser and purpose. */
export function challengeStore(q: Database) {
  return {
    /** Replaces the one that this browser had for this purpose. */
    async put(organizerId: OrganizerId, row: Omit<PasskeyChallengeTable, 'organizer_id'>): Promise<void> {
      const { challenge, customer_id, expires_at } = row
      await q
        .insertInto('passkey_challenges')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) =>
          conflict.columns(['organizer_id', 'id_hash', 'purpose']).doUpdateSet({ challenge, customer_id, expires_at }),
        )
        .execute()
    },

    /** Ends it. Of several at once one gets it. */
    async take(
      organizerId: OrganizerId,
      idHash: string,
      purpose: ChallengePurpose,
      now: number,
    ): Promise<TakenChallenge | null> {
      const row = await q
        .deleteFrom('passkey_challenges')
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .returning(['challenge', 'customer_id'])
        .executeTakeFirst()
      return row ? { challenge: row.challenge, customerId: row.customer_id } : null
    },

    async endAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('passkey_challenges')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
  }
}

/** Of all organizers: removes those that nobody answered. */
export async function deleteExpiredChallenges(q: Database, now: number): Promise<void> {
  await q.deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute()
}
