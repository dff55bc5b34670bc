import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { OrganizerId, TeamId, UserId } from '../../../core/ids.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { TeamTable } from '../../../platform/db/staff-tables.ts'
import { PERMISSIONS } from '../../office-access/index.ts'
import type { Team } from '../types.ts'

const permissionList = z.array(z.enum(PERMISSIONS))

/** The teams of an organizer. */
export function teamStore(q: Kysely<Schema>) {
  const teams = (organizerId: OrganizerId) =>
    q.selectFrom('teams').selectAll('teams').where('teams.organizer_id', '=', organizerId)

  return {
    async list(organizerId: OrganizerId, limit: number): Promise<Team[]> {
      const rows = await teams(organizerId).orderBy('name').limit(limit).execute()
      return rows.map(toTeam)
    },

    async byId(organizerId: OrganizerId, id: TeamId): Promise<Team | null> {
      const row = await teams(organizerId).where('id', '=', id).executeTakeFirst()
      return row ? toTeam(row) : null
    },

    async byName(organizerId: OrganizerId, name: string): Promise<Team | null> {
      const row = await teams(organizerId).where('name', '=', name).executeTakeFirst()
      return row ? toTeam(row) : null
    },

    async ofUser(organizerId: OrganizerId, userId: UserId): Promise<Team[]> {
      const rows = await teams(organizerId)
        .where('id', 'in', (sub) =>
          sub
            .selectFrom('team_members')
            .select('team_id')
            .where('organizer_id', '=', organizerId)
            .where('user_id', '=', userId),
        )
        .orderBy('name')
        .execute()
      return rows.map(toTeam)
    },

    async insert(organizerId: OrganizerId, row: Omit<TeamTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('teams')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },
  }
}

export function toTeam(row: Selectable<TeamTable>): Team {
  return {
    organizerId: row.organizer_id,
    id: row.id,
    name: row.name,
    allPermissions: row.all_permissions,
    permissions: parseJson(permissionList, row.permissions, `permissions of team ${row.id}`),
    requiresSecondFactor: row.require_2fa,
    createdAt: row.created_at,
  }
}
