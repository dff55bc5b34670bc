import type { FastifyReply, FastifyRequest } from 'fastify'
import { logOutBrowser, toLogin } from '../../sign-in/index.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readSession } from '../forms.ts'

/** Logs another device out. */
export function endSession({ signIn }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    await signIn.sessions.endOne(request.organizer, session.customer.id, readSession(request.body))
    reply.flash('ok', { key: 'accountSecurity:sessions.ended' })
    return reply.redirect(`${request.site.base}/account/security`, 303)
  }
}

export function endOtherSessions({ signIn }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const count = await signIn.sessions.endOthers(request.organizer, session.customer.id, session.id)
    reply.flash('ok', { key: 'accountSecurity:sessions.othersEnded', params: { count } })
    return reply.redirect(`${request.site.base}/account/security`, 303)
  }
}

/** Logs every device out, this one included. */
export function endAllSessions({ signIn, afterLogout }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    await signIn.sessions.endOthers(request.organizer, session.customer.id, session.id)
    const loggedOut = await logOutBrowser(signIn, request, reply)
    reply.flash('ok', { key: 'accountSecurity:sessions.allEnded' })
    const goesTo = `${request.site.base}/account/login`
    const detour = loggedOut && ((await afterLogout?.(request, loggedOut, goesTo)) ?? null)
    return reply.redirect(detour ?? goesTo, 303)
  }
}
