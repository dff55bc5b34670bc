import type { Kysely } from 'kysely'
import type { OrganizerId, TeamId, UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { MemberSource, TeamMember } from '../types.ts'
import { hasFactor, personColumns } from './person.ts'

export interface Membership {
  readonly teamId: TeamId
  readonly teamName: string
  readonly allPermissions: boolean
  readonly userId: UserId
  readonly email: string
  readonly fullname: string
  readonly source: MemberSource
}

/** Who is in which team of an organizer. */
export function memberStore(q: Kysely<Schema>) {
  const memberships = (organizerId: OrganizerId) =>
    q
      .selectFrom('team_members as m')
      .innerJoin('teams as t', (join) =>
        join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
      )
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select([
        'm.team_id as teamId',
        't.name as teamName',
        't.all_permissions as allPermissions',
        'm.user_id as userId',
        'u.email',
        'u.fullname',
        'm.source',
      ])
      .where('m.organizer_id', '=', organizerId)
      .orderBy('u.email')
      .orderBy('t.name')

  return {
    async list(organizerId: OrganizerId, limit: number): Promise<Membership[]> {
      return (await memberships(organizerId).limit(limit).execute()) as Membership[]
    },

    async ofUser(organizerId: OrganizerId, userId: UserId): Promise<Membership[]> {
      return (await memberships(organizerId).where('m.user_id', '=', userId).execute()) as Membership[]
    },

    async ofUsers(organizerId: OrganizerId, userIds: readonly UserId[]): Promise<Membership[]> {
      if (userIds.length === 0) return []
      return (await memberships(organizerId).where('m.user_id', 'in', userIds).execute()) as Membership[]
    },

    async isMember(organizerId: OrganizerId, member: { teamId: TeamId; userId: UserId }): Promise<boolean> {
      const row = await q
        .selectFrom('team_members')
        .select('user_id')
        .where('organizer_id', '=', organizerId)
        .where('team_id', '=', member.teamId)
        .where('user_id', '=', member.userId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    /** People of one team, or of all teams, by email. */
    async people(
      organizerId: OrganizerId,
      query: { teamId?: TeamId | undefined; after: string; limit: number },
    ): Promise<Omit<TeamMember, 'sources'>[]> {
      const rows = await personColumns(q)
        .where('u.id', 'in', (sub) => {
          const members = sub.selectFrom('team_members').select('user_id').where('organizer_id', '=', organizerId)
          return query.teamId === undefined ? members : members.where('team_id', '=', query.teamId)
        })
        .where('u.email', '>', query.after)
        .orderBy('u.email')
        .limit(query.limit)
        .execute()
      return rows.map(hasFactor)
    },

    /** False when they were a member by this source already. */
    async add(
      organizerId: OrganizerId,
      member: { teamId: TeamId; userId: UserId; source: MemberSource; at: number },
    ): Promise<boolean> {
      const result = await q
        .insertInto('team_members')
        .values({
          organizer_id: organizerId,
          team_id: member.teamId,
          user_id: member.userId,
          source: member.source,
          created_at: member.at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Ends what one source granted, or all of it. False when there was nothing. */
    async remove(
      organizerId: OrganizerId,
      member: { teamId: TeamId; userId: UserId; source?: MemberSource },
    ): Promise<boolean> {
      let query = q
        .deleteFrom('team_members')
        .where('organizer_id', '=', organizerId)
        .where('team_id', '=', member.teamId)
        .where('user_id', '=', member.userId)
      if (member.source !== undefined) query = query.where('source', '=', member.source)
      return (await query.executeTakeFirst()).numDeletedRows > 0n
    },
  }
}
