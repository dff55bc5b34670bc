import type { Kysely, Selectable } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { UserTable } from '../../../platform/db/staff-tables.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { User } from '../types.ts'

/** Staff accounts belong to the installation, not to an organizer. */
export function userStore(q: Kysely<Schema>) {
  const users = () => q.selectFrom('users').selectAll()
  const one = async (query: ReturnType<typeof users>) => {
    const row = await query.executeTakeFirst()
    return row ? toUser(row) : null
  }

  return {
    byId: (id: UserId) => one(users().where('id', '=', id)),
    byEmail: (email: string) => one(users().where('email', '=', email)),
    byIdentifier: (backend: string, identifier: string) =>
      one(users().where('auth_backend', '=', backend).where('auth_backend_identifier', '=', identifier)),

    async withPassword(backend: string, email: string): Promise<{ user: User; passwordHash: string | null } | null> {
      const row = await users().where('auth_backend', '=', backend).where('email', '=', email).executeTakeFirst()
      return row ? { user: toUser(row), passwordHash: row.password_hash } : null
    },

    /** The account as it is now; nobody else changes it before the transaction ends. */
    async lock(id: UserId): Promise<{ user: User; passwordSetAt: number | null } | null> {
      const row = await q
        .updateTable('users')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row ? { user: toUser(row), passwordSetAt: row.password_set_at } : null
    },

    /** Links in mails that could be used end; they still count as sent. */
    async endMailLinks(id: UserId, now: number): Promise<void> {
      await q
        .updateTable('staff_mail_links')
        .set({ expires_at: now })
        .where('user_id', '=', id)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .execute()
    },

    /** In the order of their emails. */
    async list(limit: number, after = ''): Promise<User[]> {
      const rows = await users().where('email', '>', after).orderBy('email').limit(limit).execute()
      return rows.map(toUser)
    },

    async insert(row: UserTable): Promise<void> {
      await q.insertInto('users').values(row).execute()
    },

    /** False when the account is not the backend's or, with `formerHash`, has another password by now. */
    async setPassword(
      id: UserId,
      to: { backend: string; hash: string; mustChange: boolean; at: number; formerHash?: string | null },
    ): Promise<boolean> {
      const { backend, hash, mustChange, at, formerHash } = to
      const row = await q
        .updateTable('users')
        .set({ password_hash: hash, needs_password_change: mustChange, password_set_at: at, modified_at: at })
        .where('id', '=', id)
        .where('auth_backend', '=', backend)
        .$if(formerHash !== undefined, (query) =>
          query.where('password_hash', formerHash === null ? 'is' : '=', formerHash ?? null),
        )
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },

    async update(id: UserId, values: Partial<UserTable>): Promise<void> {
      await q.updateTable('users').set(values).where('id', '=', id).execute()
    },
  }
}

export function toUser(row: Selectable<UserTable>): User {
  return {
    id: row.id,
    email: row.email,
    fullname: row.fullname,
    locale: row.locale as Locale,
    timeZone: row.time_zone,
    isActive: row.is_active,
    isAdmin: row.is_admin,
    isVerified: row.is_verified,
    needsPasswordChange: row.needs_password_change,
    authBackend: row.auth_backend,
    authBackendIdentifier: row.auth_backend_identifier,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  }
}
