import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import type { SingleLogoutRouteDeps } from './deps.ts'
import { PATHS } from './paths.ts'
import { appsPage } from './routes/apps.ts'
import { checkSession } from './routes/check-session.ts'
import { donePage } from './routes/done.ts'
import { endSession, sendOn } from './routes/end-session.ts'

/**
 * Where apps send people to log out, and what such a logout shows. The scope has `organizerScope`, `pageHooks` and
 * `customerSessionHook`; without customer accounts there are no such pages.
 */
export function singleLogoutRoutes(app: FastifyInstance, deps: SingleLogoutRouteDeps): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    const options = { exposeHeadRoute: false, config: { csrf: false } }
    scope.get(PATHS.endSession, options, endSession(deps))
    scope.post(PATHS.endSession, options, sendOn(deps))
    scope.get(PATHS.apps, appsPage(deps))
    scope.get(PATHS.done, donePage)
  })
}

/** The page that apps keep in a frame to learn whether the login changed. Needs the organizer's scope and no session. */
export function checkSessionRoutes(app: FastifyInstance): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    scope.get(PATHS.checkSession, checkSession)
  })
}
