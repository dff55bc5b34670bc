import type { FastifyInstance } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import { officePath } from '../../office-access/index.ts'
import { listQuery } from '../forms.ts'
import { drawing } from '../pages/context.ts'
import { ListPage } from '../pages/list.tsx'
import { WhoCanPage } from '../pages/who-can.tsx'
import { PAGE_SIZE, pageOf, type TeamRoutesDeps } from './deps.ts'

const MOST_ADMINS = 200

export function listRoutes(app: FastifyInstance, { teams }: TeamRoutesDeps): void {
  app.get('/teams', async (request, reply) => {
    const { organizer } = request
    const { after } = listQuery.parse(request.query)
    const address = officePath(organizer.slug, 'teams')
    const found = await teams.manage.list(organizer, { limit: PAGE_SIZE + 1, after })
    const { shown, older } = pageOf(found, ({ name }) => name, address)
    const newer = after === '' ? undefined : address
    return reply.html(await renderPage(ListPage({ context: drawing(request, reply), teams: shown, newer, older })))
  })

  app.get('/teams/permissions', async (request, reply) => {
    const { organizer, t } = request
    const { after } = listQuery.parse(request.query)
    const address = officePath(organizer.slug, 'teams/permissions')
    const found = await teams.whoCan.people(organizer, { limit: PAGE_SIZE + 1, after })
    const { shown, older } = pageOf(found, ({ email }) => email, address)
    const newer = after === '' ? undefined : address
    const admins = after === '' ? await teams.whoCan.admins(MOST_ADMINS) : null
    const context = drawing(request, reply, [{ text: t('teams:who.title') }])
    return reply.html(await renderPage(WhoCanPage({ context, people: shown, admins, newer, older })))
  })
}
