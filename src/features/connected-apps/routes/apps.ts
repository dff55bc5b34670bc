import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { accountFrame, toLogin } from '../../sign-in/index.ts'
import { findApp, type ListedApp, type Listing, listApps } from '../apps.ts'
import type { ConnectedAppsDeps } from '../deps.ts'
import { readApp } from '../forms.ts'
import { AppsPage, WithdrawPage } from '../pages/apps.tsx'

type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

/** "Connected apps" in the account. */
export function appsPage({ provider }: ConnectedAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const page = AppsPage({
      frame: accountFrame(request, reply, session, 'apps'),
      t,
      organizer: organizer.name,
      apps: await listApps(provider, listingOf(request, session)),
      withdraw: (app) => withdrawPath(request, app.id),
    })
    return reply.html(await renderPage(page))
  }
}

/** Says what ends before it ends. */
export function confirmWithdraw({ provider }: ConnectedAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const app = await findApp(provider, listingOf(request, session), readApp(request.params))
    if (!app) throw new NotFound('connected app')
    const page = WithdrawPage({
      frame: accountFrame(request, reply, session, 'apps'),
      t,
      csrf: reply.csrfToken(),
      organizer: organizer.name,
      app,
      action: withdrawPath(request, app.id),
      cancel: appsPath(request),
    })
    return reply.html(await renderPage(page))
  }
}

export function withdraw({ provider }: ConnectedAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { id, identifier } = session.customer
    const app = await findApp(provider, listingOf(request, session), readApp(request.params))
    const actor = { type: 'customer', id, name: identifier } as const
    if (app && (await provider.consents.withdraw(organizer.id, id, app.id, actor))) {
      reply.flash('ok', { key: 'connectedApps:withdraw.done', params: { app: app.name } })
    } else {
      reply.flash('warn', { key: 'connectedApps:withdraw.wasGone' })
    }
    return reply.redirect(appsPath(request), 303)
  }
}

function listingOf({ organizer, site, t, locale }: FastifyRequest, { customer }: CustomerSession): Listing {
  return { organizer, customerId: customer.id, site, t, locale }
}

function appsPath({ site }: FastifyRequest): string {
  return `${site.base}/account/apps`
}

function withdrawPath(request: FastifyRequest, id: ListedApp['id']): string {
  return `${appsPath(request)}/${id}/withdraw`
}
