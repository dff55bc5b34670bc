import type { FastifyReply, FastifyRequest } from 'fastify'
import { inEvenTime } from '../../../core/even-time.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readChange, readToken } from '../forms.ts'
import { ChangeEmailPage } from '../pages/change-email.tsx'
import { ConfirmChangePage, EndPage } from '../pages/change-links.tsx'
import { isAddressOwned } from './address-owner.ts'
import { FRESH, ownAccount, pageContext, recentAccount, type Shown, unlessTooMany, wrong } from './own.ts'

const PATH = '/account/change'
const CONFIRM = '/account/confirmchange'
/** An answer takes at least this long, in ms, whether the address has an account or not. */
const EVEN_TIME_MS = 150

/** Asks for another address to log in with. */
export function changeEmailForm(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await recentAccount(request, reply, deps, PATH)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    return show(request, reply, deps, own, '', FRESH)
  }
}

/** Answers the same for every address. */
export function submitChangeEmail(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await recentAccount(request, reply, deps, PATH)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    const { email, current } = readChange(request.body)
    const form = { email, password: current }
    const outcome = await unlessTooMany(reply, () =>
      inEvenTime(EVEN_TIME_MS, () => deps.security.emailChange.request(own, form, clientAddress(request))),
    )
    if ('status' in outcome) return show(request, reply, deps, own, email, outcome)
    if (outcome.kind === 'refused') return show(request, reply, deps, own, email, wrong(outcome.problems))
    reply.flash('ok', { key: 'accountSecurity:email.sent', params: { email: email.trim() } })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

/** Where the link in the mail to the new address leads. Looking at it changes nothing. */
export function confirmChangeForm(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    const token = readToken(request.query)
    const pending = await deps.security.emailChange.find(own.organizer, token)
    if (pending?.customer.id !== own.customer.id) return showEnd(request, reply, own, 'gone')
    const action = `${request.site.base}${CONFIRM}?token=${token}`
    const page = ConfirmChangePage({ ...pageContext(request, reply, own), to: pending.to, token, action })
    return reply.html(await renderPage(page))
  }
}

export function confirmChange(deps: AccountSecurityDeps) {
  const { security, signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own || (await isAddressOwned(request, reply, deps, own))) return reply
    const token = readToken(request.body)
    const pending = await security.emailChange.find(own.organizer, token)
    const outcome = await security.emailChange.confirm(own, token)
    if (outcome.kind === 'taken') return showEnd(request, reply, own, 'taken', pending?.to)
    if (outcome.kind !== 'done' || outcome.secret === null) return showEnd(request, reply, own, 'gone')
    signIn.useSecret(request, reply, outcome.secret)
    reply.flash('ok', { key: 'accountSecurity:email.done', params: { email: pending?.to ?? '' } })
    return reply.redirect(`${request.site.base}/account/security`, 303)
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { security }: AccountSecurityDeps,
  own: Own,
  typed: string,
  { status, ...shown }: Shown,
) {
  const page = ChangeEmailPage({
    ...pageContext(request, reply, own),
    ...shown,
    typed,
    asksPassword: security.proof.isAsked(own.organizer, own.customer),
    action: request.site.base + PATH,
  })
  return reply.code(status).html(await renderPage(page))
}

async function showEnd(request: FastifyRequest, reply: FastifyReply, own: Own, kind: 'gone' | 'taken', to = '') {
  const { t, site } = request
  const { email: present, frame } = pageContext(request, reply, own)
  const page = EndPage({
    frame,
    title: t(`accountSecurity:email.${kind}Title`),
    text: t(`accountSecurity:email.${kind}Text`, { email: to, present }),
    link: { href: site.base + PATH, text: t('accountSecurity:email.again') },
  })
  return reply.code(kind === 'gone' ? 410 : 409).html(await renderPage(page))
}
