import type { Kysely, Selectable } from 'kysely'
import type { ApiTokenId, OrganizerId, TeamId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { ApiTokenTable } from '../../platform/db/staff-tables.ts'
import type { ApiToken } from './types.ts'

/** The API tokens of an organizer's teams. */
export function apiTokenStore(q: Kysely<Schema>) {
  return {
    /** Newest first; revoked ones, too. */
    async list(organizerId: OrganizerId, teamId: TeamId): Promise<ApiToken[]> {
      const rows = await q
        .selectFrom('api_tokens')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('team_id', '=', teamId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toApiToken)
    },

    async byId(organizerId: OrganizerId, teamId: TeamId, id: ApiTokenId): Promise<ApiToken | null> {
      const row = await q
        .selectFrom('api_tokens')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('team_id', '=', teamId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? toApiToken(row) : null
    },

    async insert(organizerId: OrganizerId, row: Omit<ApiTokenTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('api_tokens')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** False when it was revoked before. @param now ms */
    async revoke(organizerId: OrganizerId, id: ApiTokenId, now: number): Promise<boolean> {
      const row = await q
        .updateTable('api_tokens')
        .set({ revoked_at: now })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** Tokens by their secret, which leads to the organizer. */
export function apiTokenSecretStore(q: Kysely<Schema>) {
  return {
    /** Not those of somebody whose account is switched off. */
    async byHash(hash: string): Promise<ApiToken | null> {
      const row = await q
        .selectFrom('api_tokens')
        .leftJoin('users', 'users.id', 'api_tokens.created_by')
        .selectAll('api_tokens')
        .where('token_hash', '=', hash)
        .where((eb) => eb.or([eb('created_by', 'is', null), eb('users.is_active', '=', true)]))
        .executeTakeFirst()
      return row ? toApiToken(row) : null
    },

    /** Notes a use, unless one was noted since then. @param now ms @param since ms */
    async touch(hash: string, now: number, since: number): Promise<void> {
      await q
        .updateTable('api_tokens')
        .set({ last_used_at: now })
        .where('token_hash', '=', hash)
        .where(({ or, eb }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', since)]))
        .execute()
    },
  }
}

function toApiToken(row: Selectable<ApiTokenTable>): ApiToken {
  return {
    organizerId: row.organizer_id,
    teamId: row.team_id,
    id: row.id,
    name: row.name,
    hint: row.hint,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
