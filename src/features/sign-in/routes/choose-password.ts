import type { FastifyReply, FastifyRequest } from 'fastify'
import { shopFrame } from '../../organizers/index.ts'
import { type Problems, readLinkForm, readLinkQuery } from '../forms.ts'
import { ChoosePasswordPage } from '../pages/links.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { withNext } from '../rules/next.ts'
import type { LinkPurpose } from '../store/mail-links.ts'
import { showAskLink } from './mail-link.ts'

const PAGES = {
  activation: { path: '/account/activate', texts: 'activate' },
  password_reset: { path: '/account/pwrecover', texts: 'recover' },
} as const

/** Where a link in a mail leads. Looking at it uses nothing up. */
export function choosePasswordForm({ signIn }: SignInRouteDeps, purpose: LinkPurpose) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { token } = readLinkQuery(request.query)
    const link = token === '' ? null : await signIn.links.find(request.organizer, purpose, token)
    if (!link) return gone(request, reply)
    return show(request, reply, purpose, { token, email: link.email, problems: {}, status: 200 })
  }
}

export function choosePassword({ signIn }: SignInRouteDeps, purpose: LinkPurpose) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const { token, password, password_repeat: repeat } = readLinkForm(request.body)
    if (token === '') return gone(request, reply)
    if (repeat !== undefined && repeat !== password) {
      const link = await signIn.links.find(organizer, purpose, token)
      if (!link) return gone(request, reply)
      const problems = { password_repeat: { key: 'signIn:bad.passwordRepeat' } }
      return show(request, reply, purpose, { token, email: link.email, problems, status: 422 })
    }
    const outcome = await signIn.links.redeem(organizer, site, purpose, token, password)
    if (outcome.kind === 'gone') return gone(request, reply)
    if (outcome.kind === 'bad_password') {
      const { email, problem } = outcome
      return show(request, reply, purpose, { token, email, problems: { password: problem }, status: 422 })
    }
    const isSomebodyElse = (await request.customerSession()) !== null
    reply.flash('ok', { key: `signIn:${PAGES[purpose].texts}.done` })
    const hint = { login_hint: outcome.email, ...(isSomebodyElse && { reauth: '1' }) }
    return reply.redirect(withNext(site, '/account/login', outcome.next, hint), 303)
  }
}

function gone(request: FastifyRequest, reply: FastifyReply) {
  return showAskLink(request, reply, { next: null, email: '', problems: {}, status: 410, tooMany: null, isGone: true })
}

interface Shown {
  readonly token: string
  readonly email: string
  readonly problems: Problems
  readonly status: number
}

async function show(request: FastifyRequest, reply: FastifyReply, purpose: LinkPurpose, shown: Shown) {
  const { site, t } = request
  const { token, email, problems, status } = shown
  const page = ChoosePasswordPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    texts: PAGES[purpose].texts,
    action: site.base + PAGES[purpose].path,
    token,
    email,
    problems,
  })
  return sendPage(reply, status, page)
}
