import type { Selectable } from 'kysely'
import type { OrganizerId, SsoProviderId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { SsoAttemptTable } from '../../platform/db/provider-login-tables.ts'

export type AttemptRow = Selectable<SsoAttemptTable>

/** By what an attempt is taken. */
export interface TakenBy {
  readonly providerId: SsoProviderId
  readonly browserHash: string
  /** ms */
  readonly now: number
}

/** Logins under way at providers. */
export function attemptStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<AttemptRow, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('sso_attempts')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** In the place of the one with the same name, if there is one. */
    async put(organizerId: OrganizerId, row: Omit<AttemptRow, 'organizer_id'>): Promise<void> {
      const { data, created_at, expires_at } = row
      await q
        .insertInto('sso_attempts')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) =>
          conflict.columns(['organizer_id', 'state_hash']).doUpdateSet({ data, created_at, expires_at }),
        )
        .execute()
    },

    async find(organizerId: OrganizerId, stateHash: string): Promise<AttemptRow | null> {
      const row = await q
        .selectFrom('sso_attempts')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .executeTakeFirst()
      return row ?? null
    },

    /** Marks it as used. Of several at once one gets it. */
    async use(organizerId: OrganizerId, stateHash: string, by: TakenBy): Promise<AttemptRow | null> {
      const row = await q
        .updateTable('sso_attempts')
        .set({ used_at: by.now })
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .where('provider_id', '=', by.providerId)
        .where('browser_hash', '=', by.browserHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', by.now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    /** Takes it out. Of several at once one gets it. */
    async take(organizerId: OrganizerId, stateHash: string, by: TakenBy): Promise<AttemptRow | null> {
      const row = await q
        .deleteFrom('sso_attempts')
        .where('organizer_id', '=', organizerId)
        .where('state_hash', '=', stateHash)
        .where('provider_id', '=', by.providerId)
        .where('browser_hash', '=', by.browserHash)
        .where('expires_at', '>', by.now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },
  }
}

/** Of all organizers: removes those that ended before this instant, in ms. Answers how many. */
export async function deleteEndedAttempts(q: Database, before: number): Promise<number> {
  const result = await q.deleteFrom('sso_attempts').where('expires_at', '<=', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
