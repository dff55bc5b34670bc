import { newId, type TeamId, type UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Permission } from '../office-access/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { User } from '../staff/index.ts'
import { permissionsOf, ROLE_TEAMS } from './rules.ts'
import { createSecondFactorTeams, type SecondFactorTeams } from './service/second-factor.ts'
import { type Membership, memberStore } from './store/members.ts'
import { teamStore } from './store/teams.ts'
import type { Role, Team } from './types.ts'

const MAX_MEMBERSHIPS = 10_000

/** Somebody who works for an organizer, as the command line lists them. */
export interface Person {
  readonly email: string
  readonly fullname: string
  /** `admin` with all permissions. */
  readonly role: Role
  readonly teams: readonly string[]
}

/** Who works for which organizer, and what they may do there. */
export interface Teams extends SecondFactorTeams {
  /** What a user may do at an organizer; null when the organizer does not exist for this user. */
  permissions(organizer: Organizer, user: User): Promise<ReadonlySet<Permission> | null>
  people(organizer: Organizer): Promise<Person[]>
  /** Makes a user a member of the team of this role, and of no other role's team; the team is made where it is missing. */
  putIntoRole(organizer: Organizer, user: User, role: Role, actor: AuditActor): Promise<void>
  /** Takes a user out of all teams of the organizer. False when they were in none. */
  removeFromAll(organizer: Organizer, user: User, actor: AuditActor): Promise<boolean>
}

export function createTeams(platform: Pick<Platform, 'db' | 'clock' | 'random'>, deps: { audit: Audit }): Teams {
  const { db, clock, random } = platform
  const object = (user: { id: UserId; email: string }) => ({ type: 'user', id: user.id, name: user.email }) as const

  async function teamOfRole(q: Database, organizer: Organizer, role: Role): Promise<Pick<Team, 'id' | 'name'>> {
    const { name, allPermissions, permissions } = ROLE_TEAMS[role]
    const known = await teamStore(q).byName(organizer.id, name)
    if (known) return known
    const id = newId<TeamId>(random)
    await teamStore(q).insert(organizer.id, {
      id,
      name,
      all_permissions: allPermissions,
      permissions: JSON.stringify(permissions),
      require_2fa: false,
      created_at: clock.now(),
    })
    return { id, name }
  }

  async function remove(
    q: Database,
    organizer: Organizer,
    user: User,
    memberships: readonly Membership[],
    actor: AuditActor,
  ) {
    for (const { teamId, teamName } of memberships) {
      if (!(await memberStore(q).remove(organizer.id, { teamId, userId: user.id }))) continue
      await deps.audit.record(q, organizer.id, {
        action: 'pretix.team.member.removed',
        actor,
        object: object(user),
        before: { team: teamName },
      })
    }
  }

  return {
    ...createSecondFactorTeams(platform, deps),

    async permissions(organizer, user) {
      const teams = user.isAdmin ? [] : await teamStore(db.q).ofUser(organizer.id, user.id)
      return permissionsOf(user, teams)
    },

    async people(organizer) {
      const people = new Map<UserId, Person>()
      for (const row of await memberStore(db.q).list(organizer.id, MAX_MEMBERSHIPS)) {
        const { email, fullname, teamName, allPermissions } = row
        const known = people.get(row.userId)
        const role = allPermissions || known?.role === 'admin' ? 'admin' : 'member'
        const teams = [...new Set([...(known?.teams ?? []), teamName])]
        people.set(row.userId, { email, fullname, role, teams })
      }
      return [...people.values()]
    },

    putIntoRole: (organizer, user, role, actor) =>
      db.transaction(async (q) => {
        const team = await teamOfRole(q, organizer, role)
        const others = Object.values(ROLE_TEAMS).map(({ name }) => name)
        const former = (await memberStore(q).ofUser(organizer.id, user.id)).filter(
          ({ teamId, teamName }) => teamId !== team.id && others.includes(teamName),
        )
        await remove(q, organizer, user, former, actor)
        const member = { teamId: team.id, userId: user.id, source: 'manual', at: clock.now() } as const
        if (!(await memberStore(q).add(organizer.id, member))) return
        await deps.audit.record(q, organizer.id, {
          action: 'pretix.team.member.added',
          actor,
          object: object(user),
          after: { team: team.name },
        })
      }),

    removeFromAll: (organizer, user, actor) =>
      db.transaction(async (q) => {
        const memberships = await memberStore(q).ofUser(organizer.id, user.id)
        await remove(q, organizer, user, memberships, actor)
        return memberships.length > 0
      }),
  }
}
