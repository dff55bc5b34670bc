import type { Kysely } from 'kysely'
import type { OrganizerId, UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Member, Role } from '../types.ts'
import { toUser } from './users.ts'

export function memberStore(q: Kysely<Schema>) {
  return {
    async roleOf(organizerId: OrganizerId, userId: UserId): Promise<Role | null> {
      const row = await q
        .selectFrom('organizer_members')
        .select('role')
        .where('organizer_id', '=', organizerId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return (row?.role as Role | undefined) ?? null
    },

    async list(organizerId: OrganizerId): Promise<Member[]> {
      const rows = await q
        .selectFrom('organizer_members as m')
        .innerJoin('users', 'users.id', 'm.user_id')
        .selectAll('users')
        .select('m.role')
        .where('m.organizer_id', '=', organizerId)
        .orderBy('users.email')
        .execute()
      return rows.map((row) => ({ organizerId, user: toUser(row), role: row.role as Role }))
    },

    async put(organizerId: OrganizerId, userId: UserId, role: Role, at: number): Promise<void> {
      await q
        .insertInto('organizer_members')
        .values({ organizer_id: organizerId, user_id: userId, role, created_at: at })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'user_id']).doUpdateSet({ role }))
        .execute()
    },

    /** False when there was no such member. */
    async delete(organizerId: OrganizerId, userId: UserId): Promise<boolean> {
      const result = await q
        .deleteFrom('organizer_members')
        .where('organizer_id', '=', organizerId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },
  }
}
