import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readChange, readEmailId, readToken } from '../forms.ts'
import { MAX_FURTHER_EMAILS } from '../further-emails.ts'
import { ConfirmEmailPage, EndPage } from '../pages/change-links.tsx'
import { EmailsPage } from '../pages/emails.tsx'
import { FRESH, ownAccount, pageContext, type Shown, unlessTooMany, wrong } from './own.ts'

const PATH = '/account/emails'
const CONFIRM = '/account/confirmemail'

/** "Further addresses". */
export function emailsPage(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    return own ? show(request, reply, deps, own, '', FRESH) : reply
  }
}

/** Sends a link to an address; says nothing about whose else it is. */
export function addEmail(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const { email } = readChange(request.body)
    const outcome = await unlessTooMany(reply, () =>
      deps.security.furtherEmails.add(own, email, clientAddress(request)),
    )
    if ('status' in outcome) return show(request, reply, deps, own, email, outcome)
    if (outcome.kind === 'refused') return show(request, reply, deps, own, email, wrong(outcome.problems))
    reply.flash('ok', { key: 'accountSecurity:emails.added', params: { email: email.trim() } })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

export function resendEmail(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const id = idOf(request)
    const sent = await unlessTooMany(reply, () => deps.security.furtherEmails.resend(own, id, clientAddress(request)))
    if (typeof sent !== 'boolean') return show(request, reply, deps, own, '', sent)
    reply.flash(sent ? 'ok' : 'info', { key: `accountSecurity:emails.${sent ? 'resent' : 'wasDone'}` })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

export function removeEmail(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const removed = await deps.security.furtherEmails.remove(own, idOf(request))
    reply.flash(removed ? 'ok' : 'info', { key: `accountSecurity:emails.${removed ? 'removed' : 'wasDone'}` })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

/** Where the link in the mail leads; only for the account that added the address. */
export function confirmEmailForm(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const token = readToken(request.query)
    const address = await deps.security.furtherEmails.findLink(own, token)
    if (address === null) return showGone(request, reply, own)
    const action = `${request.site.base}${CONFIRM}?token=${token}`
    const page = ConfirmEmailPage({ ...pageContext(request, reply, own), address, token, action })
    return reply.html(await renderPage(page))
  }
}

export function confirmEmail(deps: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = await ownAccount(request, reply, deps)
    if (!own) return reply
    const token = readToken(request.body)
    const email = await deps.security.furtherEmails.findLink(own, token)
    if (!(await deps.security.furtherEmails.confirm(own, token))) return showGone(request, reply, own)
    reply.flash('ok', { key: 'accountSecurity:emails.confirmDone', params: { email: email ?? '' } })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

/** @throws NotFound */
export function idOf(request: FastifyRequest) {
  const id = readEmailId(request.params)
  if (id === null) throw new NotFound('email address')
  return id
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { security }: AccountSecurityDeps,
  own: Own,
  typed: string,
  { status, ...shown }: Shown,
) {
  const page = EmailsPage({
    ...pageContext(request, reply, own),
    ...shown,
    typed,
    addresses: await security.furtherEmails.list(own.organizer, own.customer.id),
    max: MAX_FURTHER_EMAILS,
    path: request.site.base + PATH,
  })
  return reply.code(status).html(await renderPage(page))
}

async function showGone(request: FastifyRequest, reply: FastifyReply, own: Own) {
  const { t, site } = request
  const page = EndPage({
    frame: pageContext(request, reply, own).frame,
    title: t('accountSecurity:email.goneTitle'),
    text: t('accountSecurity:emails.goneText'),
    link: { href: site.base + PATH, text: t('accountSecurity:emails.toList') },
  })
  return reply.code(410).html(await renderPage(page))
}
