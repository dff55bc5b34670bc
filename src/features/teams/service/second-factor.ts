import type { Platform } from '../../../platform/platform.ts'
import type { Audit, AuditActor } from '../../audit/index.ts'
import type { User } from '../../staff/index.ts'
import { teamsEverywhereStore } from '../store/across.ts'
import { memberStore } from '../store/members.ts'
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

export function createSecondFactorTeams(platform: Pick<Platform, 'db'>, deps: { audit: Audit }): SecondFactorTeams {
  const { db } = platform
  return {
    async requiringSecondFactor({ id }) {
      const teams = await teamsEverywhereStore(db.q, db.kind).requiringSecondFactor(id)
      return teams.map(({ organizerName, teamName }) => ({ organizer: organizerName, team: teamName }))
    },

    leaveRequiring: (user, actor) =>
      db.transaction(async (q) => {
        const across = teamsEverywhereStore(q, db.kind)
        await across.lockUser(user.id)
        const teams = await across.requiringSecondFactor(user.id)
        const organizers = new Map(teams.map((team) => [team.organizerId, team.organizerName]))
        const named = [...organizers].map(([id, name]) => ({ id, name }))
        await keepAManager(q, db.kind, named, async () => {
          for (const { organizerId, teamId, teamName } of teams) {
            if (!(await memberStore(q).remove(organizerId, { teamId, userId: user.id }))) continue
            await deps.audit.record(q, organizerId, {
              action: 'pretix.team.member.removed',
              actor,
              object: { type: 'user', id: user.id, name: user.email },
              before: { team: teamName },
            })
          }
        })
        return teams.map(({ organizerName, teamName }) => ({ organizer: organizerName, team: teamName }))
      }),
  }
}
