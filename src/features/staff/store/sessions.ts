import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema, StaffSessionTable } from '../../../platform/db/schema.ts'
import type { FoundLogin, SecondFactorProof } from '../types.ts'
import { toUser } from './users.ts'

export function sessionStore(q: Kysely<Schema>) {
  return {
    /** The session with its user, in one statement. */
    async find(idHash: string): Promise<FoundLogin | null> {
      const row = await q
        .selectFrom('staff_sessions as s')
        .innerJoin('users', 'users.id', 's.user_id')
        .selectAll('users')
        .select([
          's.id_hash',
          's.auth_backend as session_backend',
          's.auth_at',
          's.created_at as session_created_at',
          's.last_used_at',
          's.expires_at',
          's.is_long',
          's.user_agent',
          's.ip_prefix',
          's.second_factor',
          's.upstream_session',
          's.upstream_data',
          's.acting_as',
          's.acting_since',
        ])
        .where('s.id_hash', '=', idHash)
        .executeTakeFirst()
      if (!row) return null
      return {
        user: toUser(row),
        session: {
          idHash: row.id_hash,
          userId: row.id,
          authBackend: row.session_backend,
          authAt: row.auth_at,
          createdAt: row.session_created_at,
          lastUsedAt: row.last_used_at,
          expiresAt: row.expires_at,
          isLong: row.is_long,
          userAgent: row.user_agent,
          ipPrefix: row.ip_prefix,
          secondFactor: row.second_factor as SecondFactorProof | null,
          upstreamSession: row.upstream_session,
          upstreamData: row.upstream_data,
          actingAs: row.acting_as,
          actingSince: row.acting_since,
        },
      }
    },

    async insert(row: StaffSessionTable): Promise<void> {
      await q.insertInto('staff_sessions').values(row).execute()
    },

    async touch(idHash: string, at: number): Promise<void> {
      await q.updateTable('staff_sessions').set({ last_used_at: at }).where('id_hash', '=', idHash).execute()
    },

    /** The person proved who they are again. */
    async refresh(idHash: string, at: number): Promise<void> {
      await q
        .updateTable('staff_sessions')
        .set({ auth_at: at, last_used_at: at })
        .where('id_hash', '=', idHash)
        .execute()
    },

    async delete(idHash: string): Promise<void> {
      await q.deleteFrom('staff_sessions').where('id_hash', '=', idHash).execute()
    },

    /** Answers how many. */
    async deleteOfUser(userId: UserId): Promise<number> {
      const result = await q.deleteFrom('staff_sessions').where('user_id', '=', userId).executeTakeFirst()
      return Number(result.numDeletedRows)
    },

    /** Those that began with a session of the identity provider. Answers how many. */
    async deleteUpstream(backend: string, upstreamSession: string): Promise<number> {
      const result = await q
        .deleteFrom('staff_sessions')
        .where('auth_backend', '=', backend)
        .where('upstream_session', '=', upstreamSession)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },

    async deleteExpired(now: number): Promise<void> {
      await q.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute()
    },
  }
}
