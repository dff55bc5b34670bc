import type { FastifyInstance } from 'fastify'
import { type LoginRoutesDeps, loginRoutes } from './login-routes.ts'
import { logoutRoutes } from './logout-routes.ts'
import { redirectRoutes } from './redirect-routes.ts'
import { staffSessionHook } from './session-hook.ts'
import { endSessionsOfUnknownBackends } from './unknown-backend.ts'

/** Everything below `/control` is for staff: who is logged in, and the ways in and out. After `pageHooks`. */
export function staffRoutes(app: FastifyInstance, deps: LoginRoutesDeps): void {
  const { platform, staff } = deps
  if (!app.hasDecorator('clock')) app.decorate('clock', platform.clock)
  staffSessionHook(app, staff)
  endSessionsOfUnknownBackends(app, deps)
  loginRoutes(app, deps)
  logoutRoutes(app, deps)
  redirectRoutes(app, deps)
}
