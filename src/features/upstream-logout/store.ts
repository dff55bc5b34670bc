import type { OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { SsoAttemptTable } from '../../platform/db/provider-login-tables.ts'

/** Marks logouts among what is under way at providers; no browser has this hash. */
const LOGOUT = 'logout'

type KeptFarewell = Pick<SsoAttemptTable, 'provider_id' | 'data'>

/** Logouts that are under way at providers. */
export function farewellStore(q: Database) {
  return {
    async insert(
      organizerId: OrganizerId,
      row: Pick<SsoAttemptTable, 'state_hash' | 'provider_id' | 'data' | 'created_at' | 'expires_at'>,
    ): Promise<void> {
      const marks = { purpose: LOGOUT, browser_hash: LOGOUT, used_at: null }
      await q
        .insertInto('sso_attempts')
        .values({ ...row, ...marks, organizer_id: organizerId })
        .execute()
    },

    /** For the way out: of several at once one gets it. */
    async leave(organizerId: OrganizerId, stateHash: string, now: number): Promise<KeptFarewell | null> {
      const row = await q
        .updateTable('sso_attempts')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .where('purpose', '=', LOGOUT)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['provider_id', 'data'])
        .executeTakeFirst()
      return row ?? null
    },

    /** For the way back, which ends it. */
    async take(organizerId: OrganizerId, stateHash: string, now: number): Promise<KeptFarewell | null> {
      const row = await q
        .deleteFrom('sso_attempts')
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .where('purpose', '=', LOGOUT)
        .where('expires_at', '>', now)
        .returning(['provider_id', 'data'])
        .executeTakeFirst()
      return row ?? null
    },
  }
}
