import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CustomerSessionId } from '../../../core/ids.ts'
import { visiblePath } from '../../../platform/http/site.ts'
import { accountFrame } from '../account-frame.ts'
import { readSessionForm } from '../forms.ts'
import { AccountPage } from '../pages/account.tsx'
import { sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { innerPath, withNext } from '../rules/next.ts'

export function accountPage({ signIn, customers }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t, locale } = request
    const session = await request.customerSession()
    const customer = session && (await customers.byId(organizer.id, session.customer.id))
    if (!session || !customer) return toLogin(request, reply)
    const page = AccountPage({
      frame: accountFrame(request, reply, session, 'orders'),
      t,
      locale,
      timeZone: organizer.timeZone,
      csrf: reply.csrfToken(),
      customer,
      sessions: await signIn.sessions.list(organizer, customer.id),
      current: session.id,
      actions: {
        endOne: `${site.base}/account/sessions/end`,
        endOthers: `${site.base}/account/sessions/end-others`,
      },
    })
    return sendPage(reply, 200, page)
  }
}

export function endSession({ signIn }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { session: id } = readSessionForm(request.body)
    await signIn.sessions.endOne(request.organizer, session.customer.id, id as CustomerSessionId)
    reply.flash('ok', { key: 'signIn:logout.sessionEnded' })
    return reply.redirect(`${request.site.base}/account/`, 303)
  }
}

export function endOtherSessions({ signIn }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const count = await signIn.sessions.endOthers(request.organizer, session.customer.id, session.id)
    reply.flash('ok', { key: 'signIn:logout.othersEnded', params: { count } })
    return reply.redirect(`${request.site.base}/account/`, 303)
  }
}

/** Sends somebody who is not logged in to the login, and back to this page afterwards. */
export function toLogin(request: FastifyRequest, reply: FastifyReply) {
  const { site } = request
  const next = request.method === 'GET' ? innerPath(visiblePath(request), site) : null
  return reply.header('cache-control', 'no-store').redirect(withNext(site, '/account/login', next), 303)
}
