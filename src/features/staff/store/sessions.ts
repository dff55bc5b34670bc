import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema, StaffSessionTable } from '../../../platform/db/schema.ts'
import type { FoundLogin } from '../types.ts'
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
        },
      }
    },

    async insert(row: StaffSessionTable): Promise<void> {
      await q.insertInto('staff_sessions').values(row).execute()
    },

    async touch(idHash: string, at: number): Promise<void> {
      await q.updateTable('staff_sessions').set({ last_used_at: at }).where('id_hash', '=', idHash).execute()
    },

    async delete(idHash: string): Promise<void> {
      await q.deleteFrom('staff_sessions').where('id_hash', '=', idHash).execute()
    },

    async deleteOfUser(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_sessions').where('user_id', '=', userId).execute()
    },

    async deleteExpired(now: number): Promise<void> {
      await q.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute()
    },
  }
}
