import type { OrganizerId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { AuditActor } from '../../audit/index.ts'
import type { User } from '../../staff/index.ts'
import { type TeamSomewhere, teamsEverywhereStore } from '../store/across.ts'
import type { TeamChanges } from './changes.ts'
import { keepAManager } from './keep-a-manager.ts'

/** A team that wants a second factor of its members, by the names that people know. */
export interface DemandingTeam {
  readonly organizer: string
  readonly team: string
}

/** The teams, of all organizers, that want a second factor of a person. */
export interface SecondFactorTeams {
  requiringSecondFactor(user: Pick<User, 'id'>): Promise<DemandingTeam[]>
  /**
   * Takes a person out of all of them, also where a backend put them in.
   * @throws LastTeamManager (409) when afterwards nobody could manage the teams of one of the organizers; then nothing changes
   */
  leaveRequiring(user: Pick<User, 'id' | 'email'>, actor: AuditActor): Promise<DemandingTeam[]>
}

export function createSecondFactorTeams(
  { db }: Pick<Platform, 'db'>,
  { changes }: { changes: TeamChanges },
): SecondFactorTeams {
  return {
    async requiringSecondFactor({ id }) {
      return (await teamsEverywhereStore(db.q, db.kind).requiringSecondFactor(id)).map(named)
    },

    leaveRequiring: (user, actor) =>
      db.transaction(async (q) => {
        const everywhere = teamsEverywhereStore(q, db.kind)
        await everywhere.lockUser(user.id)
        const teams = await everywhere.requiringSecondFactor(user.id)
        const names = new Map<OrganizerId, string>(teams.map((team) => [team.organizerId, team.organizerName]))
        const organizers = [...names].map(([id, name]) => ({ id, name }))
        await keepAManager(q, db.kind, organizers, async () => {
          for (const { organizerId, teamId, teamName } of teams) {
            await changes.removeMember(q, { organizerId, id: teamId, name: teamName }, user, { actor })
          }
        })
        return teams.map(named)
      }),
  }
}

function named({ organizerName, teamName }: TeamSomewhere): DemandingTeam {
  return { organizer: organizerName, team: teamName }
}
