import { type Kysely, sql } from 'kysely'
import type { OrganizerId, UserId } from '../../../core/ids.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { UserTable } from '../../../platform/db/staff-tables.ts'
import type { FactorOfUser, Holdings, TeamOfUser } from '../types.ts'

/** Any number that no other advisory lock of this database has. */
const ADMINISTRATORS_LOCK = 4_600_913_217_552_302n

type OfAccount = Omit<Holdings, 'unmanaged' | 'unmanagedByMove'>
type Counted = Exclude<keyof OfAccount, 'hasPassword'> | 'passwords'

/** Staff accounts as an administrator of the installation sees and changes them. */
export function adminUserStore(q: Kysely<Schema>, kind: DbKind) {
  return {
    async insert(row: UserTable): Promise<void> {
      await q.insertInto('users').values(row).execute()
    },

    /** False when the account is gone or belongs to another backend meanwhile. */
    async update(id: UserId, backend: string, values: Partial<UserTable>): Promise<boolean> {
      const result = await q
        .updateTable('users')
        .set(values)
        .where('id', '=', id)
        .where('auth_backend', '=', backend)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /**
     * Everybody who administers the installation and can log in. Others who ask the same wait until the transaction ends:
     * for one lock, because locks on the rows would be taken by each in the order in which it happened to see them.
     */
    async lockAdmins(): Promise<UserId[]> {
      if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(ADMINISTRATORS_LOCK)})`.execute(q)
      const rows = await q
        .selectFrom('users')
        .select('id')
        .where('is_admin', '=', true)
        .where('is_active', '=', true)
        .execute()
      return rows.map(({ id }) => id)
    },

    async teams(id: UserId): Promise<TeamOfUser[]> {
      return q
        .selectFrom('team_members as m')
        .innerJoin('teams as t', (join) =>
          join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
        )
        .innerJoin('organizers as o', 'o.id', 'm.organizer_id')
        .select(['o.name as organizer', 'o.slug', 't.name as team', 't.id as teamId', 'm.source'])
        .where('m.user_id', '=', id)
        .orderBy('o.name')
        .orderBy('t.name')
        .orderBy('m.source')
        .limit(500)
        .execute()
    },

    async factors(id: UserId): Promise<FactorOfUser[]> {
      const apps = await q
        .selectFrom('staff_totp_devices')
        .select(['name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
        .where('user_id', '=', id)
        .where('confirmed_at', 'is not', null)
        .orderBy('created_at')
        .execute()
      const passkeys = await q
        .selectFrom('staff_passkeys')
        .select(['name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
        .where('user_id', '=', id)
        .orderBy('created_at')
        .execute()
      return [
        ...apps.map((app) => ({ ...app, kind: 'totp' }) as const),
        ...passkeys.map((passkey) => ({ ...passkey, kind: 'passkey' }) as const),
      ]
    },

    async recoveryCodesLeft(id: UserId): Promise<number> {
      const row = await q
        .selectFrom('staff_recovery_codes')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('user_id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },

    /** @param now ms */
    async holdings(id: UserId, backend: string, now: number): Promise<OfAccount> {
      const { rows } = await sql<Record<Counted, number | string>>`select
        (select count(*) from staff_sessions where user_id = ${id} and expires_at > ${now}) as sessions,
        (select count(*) from api_tokens where created_by = ${id} and revoked_at is null) as tokens,
        (select count(*) from team_members where user_id = ${id}) as memberships,
        (select count(*) from team_members where user_id = ${id} and source = ${`backend:${backend}`}) as granted,
        (select count(*) from staff_totp_devices where user_id = ${id} and confirmed_at is not null)
          + (select count(*) from staff_passkeys where user_id = ${id}) as factors,
        (select count(password_hash) from users where id = ${id}) as passwords`.execute(q)
      const [row] = rows
      const count = (name: Counted) => Number(row?.[name] ?? 0)
      return {
        sessions: count('sessions'),
        tokens: count('tokens'),
        memberships: count('memberships'),
        granted: count('granted'),
        factors: count('factors'),
        hasPassword: count('passwords') > 0,
      }
    },

    /** Answers at which organizers how many ended. */
    async revokeTokens(id: UserId, now: number): Promise<ReadonlyMap<OrganizerId, number>> {
      const revoked = await q
        .updateTable('api_tokens')
        .set({ revoked_at: now })
        .where('created_by', '=', id)
        .where('revoked_at', 'is', null)
        .returning('organizer_id')
        .execute()
      const counts = new Map<OrganizerId, number>()
      for (const { organizer_id: organizer } of revoked) counts.set(organizer, (counts.get(organizer) ?? 0) + 1)
      return counts
    },

    /** Ends the memberships of one source, or all of them. Answers which teams at which organizers were left. */
    async leaveTeams(id: UserId, source?: string): Promise<{ organizerId: OrganizerId; team: string }[]> {
      const left = await q
        .deleteFrom('team_members')
        .where('user_id', '=', id)
        .$if(source !== undefined, (query) => query.where('source', '=', source ?? ''))
        .returning(['organizer_id', 'team_id'])
        .execute()
      const teams = []
      for (const { organizer_id: organizerId, team_id: teamId } of left) {
        const team = await q
          .selectFrom('teams')
          .select('name')
          .where('organizer_id', '=', organizerId)
          .where('id', '=', teamId)
          .executeTakeFirst()
        teams.push({ organizerId, team: team?.name ?? '' })
      }
      return teams
    },

    /** Logins that wait for their second factor. */
    async endPendingLogins(id: UserId): Promise<void> {
      await q.deleteFrom('staff_pending_logins').where('user_id', '=', id).execute()
    },

    /** Whoever looks through this account sees their own again. Answers who did. */
    async endImpersonations(id: UserId): Promise<Pick<UserTable, 'id' | 'email' | 'fullname'>[]> {
      const sessions = await q
        .updateTable('staff_sessions')
        .set({ acting_as: null, acting_since: null })
        .where('acting_as', '=', id)
        .returning('user_id')
        .execute()
      if (sessions.length === 0) return []
      const ids = sessions.map(({ user_id }) => user_id)
      return q.selectFrom('users').select(['id', 'email', 'fullname']).where('id', 'in', ids).orderBy('id').execute()
    },

    /** Links and codes that were sent to an address. */
    async forgetLinks(id: UserId): Promise<void> {
      for (const table of ['staff_mail_links', 'staff_email_codes'] as const) {
        await q.deleteFrom(table).where('user_id', '=', id).execute()
      }
    },

    async forgetFormerPasswords(id: UserId): Promise<void> {
      await q.deleteFrom('staff_password_history').where('user_id', '=', id).execute()
    },

    /** All that a person proves themselves with, and where they did. */
    async forgetFactors(id: UserId): Promise<void> {
      const tables = [
        'staff_totp_devices',
        'staff_passkeys',
        'staff_recovery_codes',
        'staff_challenges',
        'staff_login_sources',
      ] as const
      for (const table of tables) await q.deleteFrom(table).where('user_id', '=', id).execute()
    },

    /** Invitations to this address. */
    async withdrawInvites(email: string): Promise<void> {
      await q.deleteFrom('team_invites').where('email', '=', email).execute()
    },

    /** The name beside what this person began for all customers; it goes on. */
    async forgetBegun(id: UserId): Promise<void> {
      const actor = JSON.stringify({ type: 'staff', id, name: '' })
      for (const table of ['customer_bulk_changes', 'customer_imports'] as const) {
        await q.updateTable(table).set({ actor }).where('actor', 'like', `%"id":"${id}"%`).execute()
      }
    },

    async forgetDemoMails(email: string): Promise<void> {
      await q.deleteFrom('demo_mails').where('recipient', '=', email).execute()
    },
  }
}
