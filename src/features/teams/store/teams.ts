import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { OrganizerId, TeamId, UserId } from '../../../core/ids.ts'
import { PERMISSIONS } from '../../../core/permissions.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { TeamTable } from '../../../platform/db/staff-tables.ts'
import type { Team, TeamContents, TeamInput } from '../types.ts'

const permissionList = z.array(z.enum(PERMISSIONS))

/** The teams of an organizer. */
export function teamStore(q: Kysely<Schema>) {
  const teams = (organizerId: OrganizerId) =>
    q.selectFrom('teams').selectAll('teams').where('teams.organizer_id', '=', organizerId)

  return {
    /** By name. */
    async list(organizerId: OrganizerId, limit: number, after = ''): Promise<(Team & { readonly members: number })[]> {
      const rows = await teams(organizerId)
        .select((eb) =>
          eb
            .selectFrom('team_members as m')
            .select(({ fn }) => fn.count('m.user_id').distinct().as('members'))
            .where('m.organizer_id', '=', organizerId)
            .whereRef('m.team_id', '=', 'teams.id')
            .as('members'),
        )
        .where('name', '>', after)
        .orderBy('name')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...toTeam(row), members: Number(row.members) }))
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

    /** What goes with a team. @param now ms */
    async contents(organizerId: OrganizerId, id: TeamId, now: number): Promise<TeamContents> {
      const inTeam = q
        .selectFrom('team_members as m')
        .select(({ fn }) => fn.count('m.user_id').distinct().as('count'))
        .where('m.organizer_id', '=', organizerId)
        .where('m.team_id', '=', id)
      const elsewhere = q
        .selectFrom('team_members as other')
        .select('other.user_id')
        .where('other.organizer_id', '=', organizerId)
        .where('other.team_id', '!=', id)
      const row = await q
        .selectNoFrom((eb) => [
          inTeam.as('members'),
          inTeam.where('m.user_id', 'not in', elsewhere).as('onlyHere'),
          eb
            .selectFrom('team_invites')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('organizer_id', '=', organizerId)
            .where('team_id', '=', id)
            .where('expires_at', '>', now)
            .as('invites'),
          eb
            .selectFrom('api_tokens')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('organizer_id', '=', organizerId)
            .where('team_id', '=', id)
            .where('revoked_at', 'is', null)
            .where(({ or, eb: inner }) => or([inner('expires_at', 'is', null), inner('expires_at', '>', now)]))
            .as('apiTokens'),
        ])
        .executeTakeFirstOrThrow()
      const { members, onlyHere, invites, apiTokens } = row
      return {
        members: Number(members),
        onlyHere: Number(onlyHere),
        invites: Number(invites),
        apiTokens: Number(apiTokens),
      }
    },

    async insert(organizerId: OrganizerId, row: Omit<TeamTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('teams')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async update(organizerId: OrganizerId, id: TeamId, input: TeamInput): Promise<void> {
      await q
        .updateTable('teams')
        .set(toRow(input))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    /** Its memberships, invitations and API tokens go with it. */
    async delete(organizerId: OrganizerId, id: TeamId): Promise<void> {
      await q.deleteFrom('teams').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },
  }
}

export function toRow(input: TeamInput): Omit<TeamTable, 'organizer_id' | 'id' | 'created_at'> {
  return {
    name: input.name,
    all_permissions: input.allPermissions,
    permissions: JSON.stringify(input.permissions),
    require_2fa: input.requiresSecondFactor,
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
