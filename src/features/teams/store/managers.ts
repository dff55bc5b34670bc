import type { Kysely } from 'kysely'
import type { OrganizerId, UserId } from '../../../core/ids.ts'
import type { Permission } from '../../../core/permissions.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Schema } from '../../../platform/db/schema.ts'

const MANAGES: Permission = 'organizer.teams:write'

/** Who can manage the teams of an organizer, and the lock that keeps one of them. */
export function managerStore(q: Kysely<Schema>, kind: DbKind) {
  return {
    /** Makes other changes of the teams of this organizer wait until the transaction ends. SQLite has one writer anyway. */
    async lock(organizerId: OrganizerId): Promise<void> {
      await q
        .selectFrom('organizers')
        .select('id')
        .where('id', '=', organizerId)
        .$if(kind === 'postgres', (query) => query.forNoKeyUpdate())
        .execute()
    },

    /** Somebody who can log in and is in a team that may manage teams; null when there is nobody. */
    async anybody(organizerId: OrganizerId): Promise<UserId | null> {
      const row = await q
        .selectFrom('team_members as m')
        .innerJoin('teams as t', (join) =>
          join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
        )
        .innerJoin('users as u', 'u.id', 'm.user_id')
        .select('m.user_id as userId')
        .where('m.organizer_id', '=', organizerId)
        .where('u.is_active', '=', true)
        .where(({ or, eb }) => or([eb('t.all_permissions', '=', true), eb('t.permissions', 'like', `%"${MANAGES}"%`)]))
        .limit(1)
        .executeTakeFirst()
      return row?.userId ?? null
    },
  }
}
