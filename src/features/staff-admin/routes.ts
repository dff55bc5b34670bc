import type { FastifyInstance } from 'fastify'
import { allow, policies, requireOneself } from '../office-access/index.ts'
import { actRoutes } from './office/act-routes.tsx'
import { addRoutes } from './office/add-routes.ts'
import { codeRoutes } from './office/code-routes.tsx'
import type { StaffAdminRoutesDeps } from './office/deps.ts'
import { detailRoutes } from './office/detail-routes.tsx'
import { editRoutes } from './office/edit-routes.ts'
import { impersonateRoutes } from './office/impersonate-routes.tsx'
import { listRoutes } from './office/list-routes.ts'
import { moveRoutes } from './office/move-routes.ts'

/** Staff accounts, below `/control`, in a scope of their own: for administrators of the installation. */
export function staffAdminRoutes(app: FastifyInstance, deps: StaffAdminRoutesDeps): void {
  app.addHook('preHandler', async (request) => {
    requireOneself(request)
    allow(request, policies.installation.manageUsers)
  })
  listRoutes(app, deps)
  addRoutes(app, deps)
  detailRoutes(app, deps)
  editRoutes(app, deps)
  actRoutes(app, deps)
  codeRoutes(app, deps)
  moveRoutes(app, deps)
  impersonateRoutes(app, deps)
}
