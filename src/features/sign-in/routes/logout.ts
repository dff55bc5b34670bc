import type { FastifyReply, FastifyRequest } from 'fastify'
import { innerPath, outerPath } from '../../../platform/http/next-path.ts'
import { shopFrame } from '../../organizers/index.ts'
import { readNext } from '../forms.ts'
import { logOutBrowser } from '../log-out-browser.ts'
import { LogoutPage } from '../pages/account.tsx'
import { sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'

/** Asks before it logs out, because a link must not change anything. */
export async function confirmLogout(request: FastifyRequest, reply: FastifyReply) {
  const { site, t } = request
  const next = innerPath(readNext(request.query).next, site)
  const session = await request.customerSession()
  if (!session) return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/'), 303)
  const page = LogoutPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    name: session.customer.name || session.customer.email,
    action: `${site.base}/account/logout`,
    cancel: outerPath(next, site, '/account/'),
    next: next === null ? null : site.base + next,
  })
  return sendPage(reply, 200, page)
}

export function logOut({ signIn, afterLogout }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site } = request
    const next = innerPath(readNext(request.body).next, site)
    const session = await logOutBrowser(signIn, request, reply)
    reply.flash('ok', { key: 'signIn:logout.done' })
    const goesTo = outerPath(next, site, '/')
    const detour = session && ((await afterLogout?.(request, session, goesTo)) ?? null)
    return reply.header('cache-control', 'no-store').redirect(detour ?? goesTo, 303)
  }
}
