import type { UserId } from '../../../core/ids.ts'
import { PERMISSIONS, type Permission } from '../../../core/permissions.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Organizer } from '../../organizers/index.ts'
import { adminStore } from '../store/admins.ts'
import { memberStore } from '../store/members.ts'
import { teamStore } from '../store/teams.ts'
import type { Team, TeamMember } from '../types.ts'

const MOST_TEAMS = 2_000

/** A person of an organizer and what gives them which permission. */
export interface WhoCan extends Omit<TeamMember, 'sources'> {
  readonly teams: readonly string[]
  /** The names of the teams that give each permission; a permission that is missing is not given. */
  readonly permissions: ReadonlyMap<Permission, readonly string[]>
}

/** Somebody who may do everything everywhere. */
export type InstallationAdmin = Omit<TeamMember, 'sources'>

/** Who can do what at an organizer. */
export interface WhoCanDoWhat {
  /** By email. */
  people(organizer: Pick<Organizer, 'id'>, options: { limit: number; after?: string }): Promise<WhoCan[]>
  /** By email; active ones only. */
  admins(limit: number): Promise<InstallationAdmin[]>
}

export function createWhoCanDoWhat({ db }: Pick<Platform, 'db'>): WhoCanDoWhat {
  return {
    admins: (limit) => adminStore(db.q).list(limit),

    async people(organizer, { limit, after = '' }) {
      const people = await memberStore(db.q).people(organizer.id, { after, limit })
      const grants = await memberStore(db.q).ofUsers(
        organizer.id,
        people.map(({ userId }) => userId),
      )
      const teams = new Map((await teamStore(db.q).list(organizer.id, MOST_TEAMS)).map((team) => [team.id, team]))
      const teamsOf = new Map<UserId, Team[]>()
      for (const { userId, teamId } of grants) {
        const team = teams.get(teamId)
        const known = teamsOf.get(userId) ?? []
        if (team && !known.includes(team)) teamsOf.set(userId, [...known, team])
      }
      return people.map((person) => {
        const own = teamsOf.get(person.userId) ?? []
        return { ...person, teams: own.map(({ name }) => name), permissions: permissionsBy(own) }
      })
    },
  }
}

function permissionsBy(teams: readonly Team[]): Map<Permission, string[]> {
  const given = PERMISSIONS.map((permission) => {
    const giving = teams.filter((team) => team.allPermissions || team.permissions.includes(permission))
    return [permission, giving.map(({ name }) => name)] as const
  })
  return new Map(given.filter(([, names]) => names.length > 0))
}
