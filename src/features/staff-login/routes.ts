import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { staffSessionHook } from '../office-access/index.ts'
import type { CallbackDeps } from './callback.ts'
import { loginRoutes } from './login-routes.ts'
import { logoutRoutes } from './logout-routes.ts'
import { redirectRoutes } from './redirect-routes.ts'
import { endSessionsOfUnknownBackends } from './unknown-backend.ts'

export interface StaffRoutesDeps extends CallbackDeps {
  /** More ways to log in, below the form of native accounts. */
  readonly extras?: (request: FastifyRequest, reply: FastifyReply) => Promise<Child>
}

/** Everything below `/control` is for staff: who is logged in, and the ways in and out. After `pageHooks`. */
export function staffRoutes(app: FastifyInstance, deps: StaffRoutesDeps): void {
  const { platform, staff } = deps
  if (!app.hasDecorator('clock')) app.decorate('clock', platform.clock)
  staffSessionHook(app, staff)
  endSessionsOfUnknownBackends(app, deps)
  loginRoutes(app, deps)
  logoutRoutes(app, deps)
  redirectRoutes(app, deps)
}
