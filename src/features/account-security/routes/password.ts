import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { toLogin } from '../../sign-in/index.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readPassword } from '../forms.ts'
import { PasswordPage } from '../pages/password.tsx'
import { FRESH, ownAccount, pageContext, recentAccount, type Shown, unlessTooMany, wrong } from './own.ts'

const PATH = '/account/password'

/** Changes the password; for an account without one, sets the first after a recent login. */
export function passwordForm(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await find(request, reply, deps)
    return own ? show(request, reply, own, FRESH) : reply
  }
}

export function submitPassword(deps: AccountSecurityDeps) {
  const { security, signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await find(request, reply, deps)
    if (!own) return reply
    const outcome = await unlessTooMany(reply, () => security.changePassword(own, readPassword(request.body)))
    if ('status' in outcome) return show(request, reply, own, outcome)
    if (outcome.kind === 'refused') return show(request, reply, own, wrong(outcome.problems))
    if (outcome.kind !== 'done' || outcome.secret === null) {
      reply.flash('warn', { key: 'accountSecurity:password.gone' })
      return toLogin(request, reply)
    }
    signIn.useSecret(request, reply, outcome.secret)
    reply.flash('ok', { key: `accountSecurity:password.${own.customer.hasPassword ? 'done' : 'doneFirst'}` })
    return reply.redirect(`${request.site.base}/account/security`, 303)
  }
}

async function find(request: FastifyRequest, reply: FastifyReply, deps: AccountSecurityDeps): Promise<Own | null> {
  if (!request.organizer.settings.customer_accounts_native) throw new NotFound()
  const own = await ownAccount(request, reply, deps)
  return own && !own.customer.hasPassword ? recentAccount(request, reply, deps, PATH) : own
}

async function show(request: FastifyRequest, reply: FastifyReply, own: Own, { status, ...shown }: Shown) {
  const { organizer, site } = request
  const page = PasswordPage({
    ...pageContext(request, reply, own),
    ...shown,
    hasPassword: own.customer.hasPassword,
    settings: organizer.settings,
    action: site.base + PATH,
  })
  return reply.code(status).html(await renderPage(page))
}
