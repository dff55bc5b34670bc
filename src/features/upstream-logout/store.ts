import type { OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { SsoAttemptTable } from '../../platform/db/provider-login-tables.ts'

/** Marks logouts among what is under way at providers; no browser has this hash. */
const LOGOUT = 'logout'

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

    async find(organizerId: OrganizerId, stateHash: string, now: number) {
      const row = await q
        .selectFrom('sso_attempts')
        .select(['provider_id', 'data'])
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .where('purpose', '=', LOGOUT)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },
  }
}
