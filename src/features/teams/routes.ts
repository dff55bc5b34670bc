import type { FastifyInstance } from 'fastify'
import { allow, policies } from '../office-access/index.ts'
import type { TeamRoutesDeps } from './routes/deps.ts'
import { editRoutes } from './routes/edit.ts'
import { inviteRoutes } from './routes/invites.ts'
import { listRoutes } from './routes/list.ts'
import { memberRoutes } from './routes/members.ts'
import { createTeamPage } from './routes/team-page.ts'

/** Below `/control/organizer/:organizer`: the teams of an organizer, for those who may manage them. */
export function teamRoutes(app: FastifyInstance, deps: TeamRoutesDeps): void {
  app.addHook('onRequest', async (request) => {
    allow(request, policies.teams.manage)
  })
  const showTeam = createTeamPage(deps)
  listRoutes(app, deps)
  editRoutes(app, deps, showTeam)
  memberRoutes(app, deps, showTeam)
  inviteRoutes(app, deps)
}
