import type { FastifyReply, FastifyRequest } from 'fastify'
import { visiblePath } from '../../../platform/http/site.ts'
import { accountFrame } from '../account-frame.ts'
import { AccountPage } from '../pages/account.tsx'
import { sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { innerPath, withNext } from '../rules/next.ts'

export function accountPage({ customers }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t, locale } = request
    const session = await request.customerSession()
    const customer = session && (await customers.byId(organizer.id, session.customer.id))
    if (!session || !customer) return toLogin(request, reply)
    const page = AccountPage({
      frame: accountFrame(request, reply, session, 'orders'),
      t,
      locale,
      timeZone: organizer.timeZone,
      customer,
    })
    return sendPage(reply, 200, page)
  }
}

/** Sends somebody who is not logged in to the login, and back to this page afterwards. */
export function toLogin(request: FastifyRequest, reply: FastifyReply) {
  const { site } = request
  const next = request.method === 'GET' ? innerPath(visiblePath(request), site) : null
  return reply.header('cache-control', 'no-store').redirect(withNext(site, '/account/login', next), 303)
}
