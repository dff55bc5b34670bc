import type { FastifyInstance } from 'fastify'
import { Forbidden } from '../../core/errors.ts'
import { policies } from '../office-access/index.ts'
import { mayCall } from './caller.ts'
import { readBody } from './input.ts'
import { pageOf } from './paging.ts'
import { changedTeamBody, newTeamBody, teamInput, teamShape } from './shapes.ts'
import { type TeamApiDeps, teamOfCall } from './team-of-call.ts'
import { teamPeopleRoutes } from './team-people-routes.ts'
import { teamTokenRoutes } from './team-token-routes.ts'

const MOST_LISTED = 10_000

/** Below `/api/v1/organizers/:organizer`: its teams, their people and their tokens. */
export function teamApiRoutes(app: FastifyInstance, deps: TeamApiDeps): void {
  const { manage } = deps.teams
  const { url } = deps.platform.config

  app.addHook('onRequest', async (request) => {
    if (!mayCall(request, policies.teams.manage)) throw new Forbidden('may not manage teams')
  })

  app.get('/teams', async (request) => {
    const page = pageOf(request, await manage.list(request.organizer, { limit: MOST_LISTED }), url)
    return { ...page, results: page.results.map(teamShape) }
  })

  app.post('/teams', async (request, reply) => {
    const input = teamInput(readBody(newTeamBody, request.body))
    const team = await manage.create(request.organizer, input, request.caller.editor)
    return reply.code(201).send(teamShape(team))
  })

  app.get('/teams/:team', async (request) => teamShape(await teamOfCall(deps, request)))

  app.patch('/teams/:team', async (request) => {
    const team = await teamOfCall(deps, request)
    const input = teamInput(readBody(changedTeamBody, request.body), team)
    await manage.change(request.organizer, team.id, input, request.caller.editor)
    return teamShape(await teamOfCall(deps, request))
  })

  app.delete('/teams/:team', async (request, reply) => {
    const { id } = await teamOfCall(deps, request)
    await manage.remove(request.organizer, id, request.caller.editor)
    return reply.code(204).send()
  })

  teamPeopleRoutes(app, deps)
  teamTokenRoutes(app, deps)
}
