import type { Kysely } from 'kysely'
import type { OrganizerId, TeamId, UserId } from '../../../core/ids.ts'
import type { Permission } from '../../../core/permissions.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { MemberSource } from '../types.ts'

/** A team of one of the organizers that somebody works for. */
export interface TeamSomewhere {
  readonly organizerId: OrganizerId
  readonly organizerName: string
  readonly teamId: TeamId
  readonly teamName: string
}

export interface OrganizerRef {
  readonly id: OrganizerId
  readonly name: string
  readonly slug: string
}

const MANAGES: Permission = 'organizer.teams:write'

/** The teams of one person at all organizers. */
export function teamsEverywhereStore(q: Kysely<Schema>, kind: DbKind) {
  const ofUser = (userId: UserId) =>
    q
      .selectFrom('team_members as m')
      .innerJoin('teams as t', (join) =>
        join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
      )
      .innerJoin('organizers as o', 'o.id', 'm.organizer_id')
      .select(['m.organizer_id as organizerId', 'o.name as organizerName', 'm.team_id as teamId', 't.name as teamName'])
      .distinct()
      .where('m.user_id', '=', userId)
      .orderBy('m.organizer_id')
      .orderBy('t.name')

  const managing = () =>
    q
      .selectFrom('team_members as m')
      .innerJoin('teams as t', (join) =>
        join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
      )
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .where('u.is_active', '=', true)
      .where(({ or, eb }) => or([eb('t.all_permissions', '=', true), eb('t.permissions', 'like', `%"${MANAGES}"%`)]))

  return {
    requiringSecondFactor: (userId: UserId): Promise<TeamSomewhere[]> =>
      ofUser(userId).where('t.require_2fa', '=', true).execute(),

    grantedBy: (userId: UserId, source: MemberSource): Promise<TeamSomewhere[]> =>
      ofUser(userId).where('m.source', '=', source).execute(),

    /**
     * The organizers, by name, where nobody who can log in could manage teams any more without the memberships of this person.
     * @param source only memberships of this source would end; all of them unless said
     */
    async leftWithoutManager(userId: UserId, source?: MemberSource): Promise<OrganizerRef[]> {
      const staying = managing()
        .select('m.organizer_id')
        .where(({ or, eb }) =>
          or([eb('m.user_id', '!=', userId), ...(source === undefined ? [] : [eb('m.source', '!=', source)])]),
        )
      return managing()
        .innerJoin('organizers as o', 'o.id', 'm.organizer_id')
        .select(['o.id', 'o.name', 'o.slug'])
        .distinct()
        .where('m.user_id', '=', userId)
        .$if(source !== undefined, (query) => query.where('m.source', '=', source ?? 'manual'))
        .where('m.organizer_id', 'not in', staying)
        .orderBy('o.name')
        .limit(50)
        .execute()
    },

    /** The organizers whose teams this person may manage, while they can log in. */
    manages: (userId: UserId): Promise<OrganizerRef[]> =>
      managing()
        .innerJoin('organizers as o', 'o.id', 'm.organizer_id')
        .select(['o.id', 'o.name', 'o.slug'])
        .distinct()
        .where('m.user_id', '=', userId)
        .execute(),

    /** The organizers with a membership or an API token of this person, in the order in which they are locked. */
    async worksFor(userId: UserId): Promise<OrganizerId[]> {
      const rows = await q
        .selectFrom('team_members')
        .select('organizer_id as id')
        .where('user_id', '=', userId)
        .union(q.selectFrom('api_tokens').select('organizer_id as id').where('created_by', '=', userId))
        .orderBy('id')
        .execute()
      return rows.map(({ id }) => id)
    },

    /** Makes other changes of the teams of this person wait until the transaction ends. */
    async lockUser(userId: UserId): Promise<void> {
      await q
        .selectFrom('users')
        .select('id')
        .where('id', '=', userId)
        .$if(kind === 'postgres', (query) => query.forNoKeyUpdate())
        .execute()
    },
  }
}
