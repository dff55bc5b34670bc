import type { FastifyInstance } from 'fastify'
import { InvalidInput } from '../../core/errors.ts'
import { say } from '../../platform/i18n/i18n.ts'
import type { Organizers } from '../organizers/index.ts'
import { type AuthenticationDeps, authenticate } from './authentication.ts'
import { callerRoutes, organizerRoute } from './organizer-routes.ts'
import { apiOrganizerScope } from './organizer-scope.ts'
import type { TeamApiDeps } from './team-of-call.ts'
import { teamApiRoutes } from './team-routes.ts'

export type ApiDeps = AuthenticationDeps & TeamApiDeps & { readonly organizers: Organizers }

/** The REST API below `/api/v1`, in the shapes of the reference. */
export async function apiRoutes(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  authenticate(app, deps)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler(async (error, request, reply) => {
    if (!(error instanceof InvalidInput)) throw error
    const fields = Object.entries(error.fields).map(([field, text]) => [field, [say(request.t, text)]])
    return reply.code(400).send(Object.fromEntries(fields))
  })
  callerRoutes(app, deps)
  await app.register(
    async (organizer) => {
      apiOrganizerScope(organizer, deps)
      organizerRoute(organizer, deps)
      await organizer.register(async (teams) => teamApiRoutes(teams, deps))
    },
    { prefix: '/organizers/:organizer' },
  )
  app.setNotFoundHandler(app.answerNotFound)
}
