import { newId, type TeamId, type UserId } from '../../core/ids.ts'
import type { Permission } from '../../core/permissions.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import type { Staff, User } from '../staff/index.ts'
import { permissionsOf, ROLE_TEAMS } from './rules.ts'
import { createBackendTeams } from './service/backend-teams.ts'
import { teamChanges } from './service/changes.ts'
import { createInviteJoining, type InviteJoining } from './service/invite-joining.ts'
import { createInviteSending, type InviteSending } from './service/invite-sending.ts'
import { noteLastManager } from './service/keep-a-manager.ts'
import { createTeamManagement, type TeamManagement } from './service/manage.ts'
import { createTeamPeople, type TeamPeople } from './service/people.ts'
import { createSecondFactorTeams, type SecondFactorTeams } from './service/second-factor.ts'
import { createWhoCanDoWhat, type WhoCanDoWhat } from './service/who-can.ts'
import { teamsEverywhereStore } from './store/across.ts'
import { managerStore } from './store/managers.ts'
import { memberStore } from './store/members.ts'
import { teamStore, toRow } from './store/teams.ts'
import type { MemberSource, Role, Team } from './types.ts'

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
  readonly manage: TeamManagement
  readonly people: TeamPeople
  readonly sending: InviteSending
  readonly joining: InviteJoining
  readonly whoCan: WhoCanDoWhat
  /** What a user may do at an organizer; null when the organizer does not exist for this user. */
  permissions(organizer: Organizer, user: User): Promise<ReadonlySet<Permission> | null>
  /**
   * Names of the organizers whose teams nobody but administrators of the installation could manage without this person.
   * @param source only memberships of this source would end; all of them unless said
   */
  leftWithoutManager(user: Pick<User, 'id'>, source?: MemberSource): Promise<string[]>
  /** Whether somebody who can log in manages the teams; administrators of the installation do not count. */
  isManaged(organizer: Pick<Organizer, 'id'>): Promise<boolean>
  /**
   * Makes a change of an account that may leave organizers without anybody who manages their teams; their histories say so.
   * Holds the account and then its organizers, as every change of both does, so begin with it. Answers the names of those that
   * lost their last manager.
   */
  noteLastManager(
    q: Database,
    user: Pick<User, 'id'>,
    actor: AuditActor,
    change: () => Promise<unknown>,
  ): Promise<string[]>
  /** Everybody, with what they are. */
  everybody(organizer: Organizer): Promise<Person[]>
  /** Makes a user a member of the team of this role, and of no other role's team; the team is made where it is missing. */
  putIntoRole(organizer: Organizer, user: User, role: Role, actor: AuditActor): Promise<void>
  /** Makes a user a member of one team. False when they were one already. */
  putIntoTeam(team: Team, user: User, actor: AuditActor): Promise<boolean>
  /** Takes a user out of all teams of the organizer. False when they were in none. */
  removeFromAll(organizer: Organizer, user: User, actor: AuditActor): Promise<boolean>
}

interface TeamsDeps {
  readonly audit: Audit
  readonly staff: Pick<Staff, 'users' | 'useTeams'>
  readonly organizers: Pick<Organizers, 'bySlug'>
}

export function createTeams(platform: Platform, deps: TeamsDeps): Teams {
  const { db, clock, random } = platform
  const changes = teamChanges(platform, deps)
  const sending = createInviteSending(platform, deps)
  deps.staff.useTeams(createBackendTeams(platform, { ...deps, changes }))

  async function teamOfRole(
    q: Database,
    organizer: Organizer,
    role: Role,
    actor: AuditActor,
  ): Promise<Pick<Team, 'organizerId' | 'id' | 'name'>> {
    const input = { ...ROLE_TEAMS[role], requiresSecondFactor: false }
    const known = await teamStore(q).byName(organizer.id, input.name)
    if (known) return known
    const id = newId<TeamId>(random)
    await teamStore(q).insert(organizer.id, { ...toRow(input), id, created_at: clock.now() })
    await deps.audit.record(q, organizer.id, {
      action: 'pretix.team.created',
      actor,
      object: { type: 'team', id, name: input.name },
      after: { name: input.name, all_permissions: input.allPermissions, permissions: input.permissions },
    })
    return { organizerId: organizer.id, id, name: input.name }
  }

  const noteLoss = <O extends Pick<Organizer, 'id' | 'name'>>(
    q: Database,
    organizers: readonly O[],
    actor: AuditActor,
    change: () => Promise<unknown>,
  ) => noteLastManager(q, { kind: db.kind, audit: deps.audit }, organizers, { actor }, change)

  return {
    ...createSecondFactorTeams(platform, { changes }),
    manage: createTeamManagement(platform, { ...deps, changes }),
    people: createTeamPeople(platform, { ...deps, changes, sending }),
    joining: createInviteJoining(platform, { changes }),
    whoCan: createWhoCanDoWhat(platform),
    sending,

    async permissions(organizer, user) {
      const teams = user.isAdmin ? [] : await teamStore(db.q).ofUser(organizer.id, user.id)
      return permissionsOf(user, teams)
    },

    async leftWithoutManager({ id }, source) {
      return (await teamsEverywhereStore(db.q, db.kind).leftWithoutManager(id, source)).map(({ name }) => name)
    },

    isManaged: async ({ id }) => (await managerStore(db.q, db.kind).anybody(id)) !== null,

    async noteLastManager(q, { id }, actor, change) {
      const everywhere = teamsEverywhereStore(q, db.kind)
      await everywhere.lockUser(id)
      for (const organizerId of await everywhere.worksFor(id)) await managerStore(q, db.kind).lock(organizerId)
      return (await noteLoss(q, await everywhere.manages(id), actor, change)).map(({ name }) => name)
    },

    async everybody(organizer) {
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
        await teamsEverywhereStore(q, db.kind).lockUser(user.id)
        const team = await teamOfRole(q, organizer, role, actor)
        const others = Object.values(ROLE_TEAMS).map(({ name }) => name)
        await noteLoss(q, [organizer], actor, async () => {
          for (const { teamId, teamName } of await memberStore(q).ofUser(organizer.id, user.id)) {
            if (teamId === team.id || !others.includes(teamName)) continue
            await changes.removeMember(q, { organizerId: organizer.id, id: teamId, name: teamName }, user, { actor })
          }
          await changes.addMember(q, team, user, { actor })
        })
      }),

    putIntoTeam: (team, user, actor) => db.transaction((q) => changes.addMember(q, team, user, { actor })),

    removeFromAll: (organizer, user, actor) =>
      db.transaction(async (q) => {
        const memberships = await memberStore(q).ofUser(organizer.id, user.id)
        await noteLoss(q, [organizer], actor, async () => {
          for (const { teamId, teamName } of memberships) {
            await changes.removeMember(q, { organizerId: organizer.id, id: teamId, name: teamName }, user, { actor })
          }
        })
        return memberships.length > 0
      }),
  }
}
