import type { FastifyInstance } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import { adminContext } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'
import { ListPage } from './list.tsx'
import { readListQuery, userQuery } from './list-query.ts'

/** Everybody with an account of the back office. */
export function listRoutes(app: FastifyInstance, { staffAdmin, backends }: StaffAdminRoutesDeps): void {
  app.get('/admin/users', async (request, reply) => {
    const query = readListQuery(request.query)
    const [page, counts, owners] = await Promise.all([
      staffAdmin.page(userQuery(query)),
      staffAdmin.counts(),
      staffAdmin.backends(),
    ])
    const known = [...new Set([...backends.all.map(({ identifier }) => identifier), ...owners])]
    const context = adminContext(request, reply, backends)
    return reply.html(await renderPage(ListPage({ context, query, page, counts, backends: known })))
  })
}
