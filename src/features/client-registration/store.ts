import type { Kysely, Selectable } from 'kysely'
import type { InitialTokenId, OrganizerId } from '../../core/ids.ts'
import type { InitialAccessTokenTable } from '../../platform/db/provider-tables.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { InitialToken } from './types.ts'

const MOST_LISTED = 200

export function initialTokenStore(q: Kysely<Schema>) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('initial_access_tokens').selectAll().where('organizer_id', '=', organizerId)
  const one = (organizerId: OrganizerId, id: InitialTokenId) =>
    q.updateTable('initial_access_tokens').where('organizer_id', '=', organizerId).where('id', '=', id)

  return {
    /** The newest first. */
    async list(organizerId: OrganizerId): Promise<InitialToken[]> {
      const rows = await ofOrganizer(organizerId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return rows.map(toToken)
    },

    async byId(organizerId: OrganizerId, id: InitialTokenId): Promise<InitialToken | null> {
      const row = await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()
      return row ? toToken(row) : null
    },

    async byHash(organizerId: OrganizerId, hash: string): Promise<InitialToken | null> {
      const row = await ofOrganizer(organizerId).where('token_hash', '=', hash).executeTakeFirst()
      return row ? toToken(row) : null
    },

    async insert(organizerId: OrganizerId, row: Omit<InitialAccessTokenTable, 'organizer_id'>): Promise<InitialToken> {
      const inserted = { ...row, organizer_id: organizerId }
      await q.insertInto('initial_access_tokens').values(inserted).execute()
      return toToken(inserted)
    },

    /** Takes one use, if one is left and the token lives (`now` < expiry): of several for the last one, one gets true. */
    async take(organizerId: OrganizerId, id: InitialTokenId, now: number): Promise<boolean> {
      const taken = await one(organizerId, id)
        .set(({ eb }) => ({ uses_left: eb('uses_left', '-', 1) }))
        .where('uses_left', '>', 0)
        .where('expires_at', '>', now)
        .returning('id')
        .executeTakeFirst()
      return taken !== undefined
    },

    /** Puts back a use of which nothing came. */
    async giveBack(organizerId: OrganizerId, id: InitialTokenId): Promise<void> {
      await one(organizerId, id)
        .set(({ eb }) => ({ uses_left: eb('uses_left', '+', 1) }))
        .execute()
    },

    async remove(organizerId: OrganizerId, id: InitialTokenId): Promise<void> {
      await q.deleteFrom('initial_access_tokens').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },

    /** How many clients of the organizer registered themselves. */
    async countRegistered(organizerId: OrganizerId): Promise<number> {
      const row = await q
        .selectFrom('sso_clients')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('organizer_id', '=', organizerId)
        .where('registration_token_hash', 'is not', null)
        .executeTakeFirst()
      return Number(row?.n ?? 0)
    },
  }
}

/** Removes tokens of all organizers that ended before the instant; answers how many. */
export async function deleteEndedTokens(q: Kysely<Schema>, before: number): Promise<number> {
  const removed = await q.deleteFrom('initial_access_tokens').where('expires_at', '<', before).executeTakeFirst()
  return Number(removed.numDeletedRows)
}

function toToken(row: Selectable<InitialAccessTokenTable>): InitialToken {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    name: row.name,
    usesLeft: row.uses_left,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  }
}
