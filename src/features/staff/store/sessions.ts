import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffSessionTable } from '../../../platform/db/staff-tables.ts'
import type { FoundLogin, SecondFactorProof, StaffSession } from '../types.ts'
import { toUser } from './users.ts'

const SESSION_COLUMNS = [
  's.id_hash',
  's.user_id',
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
] as const

export function sessionStore(q: Kysely<Schema>) {
  return {
    /** The session with its user, in one statement. */
    async find(idHash: string): Promise<FoundLogin | null> {
      const row = await q
        .selectFrom('staff_sessions as s')
        .innerJoin('users', 'users.id', 's.user_id')
        .selectAll('users')
        .select(SESSION_COLUMNS)
        .where('s.id_hash', '=', idHash)
        .executeTakeFirst()
      return row ? { user: toUser(row), session: toSession(row) } : null
    },

    /** Used last comes first. */
    async ofUser(userId: UserId): Promise<StaffSession[]> {
      const rows = await q
        .selectFrom('staff_sessions as s')
        .select(SESSION_COLUMNS)
        .where('s.user_id', '=', userId)
        .orderBy('s.last_used_at', 'desc')
        .orderBy('s.id_hash')
        .execute()
      return rows.map(toSession)
    },

    async insert(row: StaffSessionTable): Promise<void> {
      await q.insertInto('staff_sessions').values(row).execute()
    },

    async touch(idHash: string, at: number): Promise<void> {
      await q.updateTable('staff_sessions').set({ last_used_at: at }).where('id_hash', '=', idHash).execute()
    },

    /** The person proved who they are again. False when the session has ended meanwhile. */
    async refresh(idHash: string, at: number, expiresAt: number): Promise<boolean> {
      const result = await q
        .updateTable('staff_sessions')
        .set({ auth_at: at, last_used_at: at, expires_at: expiresAt })
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** @param as null: the session shows its own user again. False when the session has ended meanwhile. */
    async actAs(idHash: string, as: { userId: UserId; since: number } | null): Promise<boolean> {
      const result = await q
        .updateTable('staff_sessions')
        .set({ acting_as: as?.userId ?? null, acting_since: as?.since ?? null })
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Only while it shows this account since this instant (ms). False when it does not any more. */
    async endActing(idHash: string, since: number): Promise<boolean> {
      const result = await q
        .updateTable('staff_sessions')
        .set({ acting_as: null, acting_since: null })
        .where('id_hash', '=', idHash)
        .where('acting_since', '=', since)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Sessions that show another account since this instant (ms) or longer. */
    async actingSince(since: number, limit: number): Promise<FoundLogin[]> {
      const rows = await q
        .selectFrom('staff_sessions as s')
        .innerJoin('users', 'users.id', 's.user_id')
        .selectAll('users')
        .select(SESSION_COLUMNS)
        .where('s.acting_as', 'is not', null)
        .where('s.acting_since', '<=', since)
        .limit(limit)
        .execute()
      return rows.map((row) => ({ user: toUser(row), session: toSession(row) }))
    },

    /** One session of this user. Answers whether there was one. */
    async deleteOne(userId: UserId, idHash: string): Promise<boolean> {
      const result = await q
        .deleteFrom('staff_sessions')
        .where('user_id', '=', userId)
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    async delete(idHash: string): Promise<void> {
      await q.deleteFrom('staff_sessions').where('id_hash', '=', idHash).execute()
    },

    /** All of a user, or all but one. Answers how many. */
    async deleteOfUser(userId: UserId, except = ''): Promise<number> {
      const result = await q
        .deleteFrom('staff_sessions')
        .where('user_id', '=', userId)
        .where('id_hash', '!=', except)
        .executeTakeFirst()
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

    /**
     * Those that another transaction holds are left to it: a login waits for nobody else's. Those that show another account are
     * left until the history says that they do not any more.
     */
    async deleteExpired(now: number): Promise<void> {
      const expired = q
        .selectFrom('staff_sessions')
        .select('id_hash')
        .where('expires_at', '<=', now)
        .where('acting_as', 'is', null)
        .$if(kindOf(q) === 'postgres', (query) => query.forUpdate().skipLocked())
      await q.deleteFrom('staff_sessions').where('id_hash', 'in', expired).execute()
    },
  }
}

type SessionRow = Omit<StaffSessionTable, 'auth_backend' | 'created_at'> & {
  readonly session_backend: string
  readonly session_created_at: number
}

function toSession(row: SessionRow): StaffSession {
  return {
    idHash: row.id_hash,
    userId: row.user_id,
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
  }
}
