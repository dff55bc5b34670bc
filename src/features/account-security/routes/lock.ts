import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { LockPage } from '../pages/lock.tsx'
import { ownAccount, pageContext } from './own.ts'

/** Says what happens before it does. */
export function confirmLock(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const hasPassword = deps.security.proof.isAsked(own.organizer, own.customer)
    return reply.html(await renderPage(LockPage({ ...pageContext(request, reply, own), hasPassword })))
  }
}

export function lock(deps: AccountSecurityDeps) {
  const { security, signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const { organizer, customer } = own
    const outcome = await security.lock(own)
    if (outcome.kind === 'done' && outcome.secret !== null) signIn.useSecret(request, reply, outcome.secret)
    if (organizer.settings.customer_accounts_native && customer.email !== null) {
      reply.flash('ok', { key: 'accountSecurity:lock.done', params: { email: customer.email } })
    } else {
      reply.flash('ok', { key: 'accountSecurity:lock.doneNoPassword' })
    }
    return reply.redirect(`${request.site.base}/account/security`, 303)
  }
}
