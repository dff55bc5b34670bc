import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readChange } from '../forms.ts'
import { LoginEmailPage } from '../pages/login-email.tsx'
import { isAddressOwned } from './address-owner.ts'
import { idOf } from './emails.ts'
import { FRESH, pageContext, recentAccount, type Shown, unlessTooMany, wrong } from './own.ts'

const BACK = '/account/emails'

/** Asks whether a confirmed address is to be the one to log in with. */
export function loginEmailForm(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await recentAccount(request, reply, deps, BACK)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    return show(request, reply, deps, own, FRESH)
  }
}

export function makeLoginEmail(deps: AccountSecurityDeps) {
  const { security, signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await recentAccount(request, reply, deps, BACK)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    const id = idOf(request)
    const to = (await security.furtherEmails.find(own, id))?.email ?? ''
    const { current } = readChange(request.body)
    const outcome = await unlessTooMany(reply, () => security.furtherEmails.makeLogin(own, id, current))
    if ('status' in outcome) return show(request, reply, deps, own, outcome)
    if (outcome.kind === 'refused') return show(request, reply, deps, own, wrong(outcome.problems))
    if (outcome.kind === 'taken') {
      const params = { email: to, present: own.customer.email ?? '' }
      reply.flash('warn', { key: 'accountSecurity:email.takenText', params })
    } else if (outcome.kind !== 'done' || outcome.secret === null) {
      reply.flash('info', { key: 'accountSecurity:emails.wasDone' })
    } else {
      signIn.useSecret(request, reply, outcome.secret)
      reply.flash('ok', { key: 'accountSecurity:email.done', params: { email: to } })
    }
    return reply.redirect(request.site.base + BACK, 303)
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { security }: AccountSecurityDeps,
  own: Own,
  { status, ...shown }: Shown,
) {
  const address = await security.furtherEmails.find(own, idOf(request))
  if (!address || address.verifiedAt === null) throw new NotFound('email address')
  const page = LoginEmailPage({
    ...pageContext(request, reply, own),
    ...shown,
    address: address.email,
    asksPassword: security.proof.isAsked(own.organizer, own.customer),
    action: `${request.site.base}${BACK}/${address.id}/login`,
    back: request.site.base + BACK,
  })
  return reply.code(status).html(await renderPage(page))
}
