import type { FastifyReply, FastifyRequest } from 'fastify'
import { innerPath } from '../../../platform/http/next-path.ts'
import { shopFrame } from '../../organizers/index.ts'
import { type Problems, readLinkForm, readLinkQuery } from '../forms.ts'
import { ChoosePasswordPage } from '../pages/links.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import type { PasswordPurpose } from '../store/mail-links.ts'
import { onTheWay, waitingApp } from '../way.ts'
import { showAskLink } from './mail-link.ts'

const PAGES = {
  activation: { path: '/account/activate', texts: 'activate' },
  password_reset: { path: '/account/pwrecover', texts: 'recover' },
} as const

/** Where a link in a mail leads. Looking at it uses nothing up. */
export function choosePasswordForm(deps: SignInRouteDeps, purpose: PasswordPurpose) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { token } = readLinkQuery(request.query)
    const link = token === '' ? null : await deps.signIn.links.find(request.organizer, purpose, token)
    if (!link) return gone(request, reply, deps, token)
    return show(request, reply, deps, purpose, { token, ...link, problems: {}, status: 200 })
  }
}

export function choosePassword(deps: SignInRouteDeps, purpose: PasswordPurpose) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const { token, password, password_repeat: repeat } = readLinkForm(request.body)
    if (token === '') return gone(request, reply, deps, token)
    if (repeat !== undefined && repeat !== password) {
      const link = await signIn.links.find(organizer, purpose, token)
      if (!link) return gone(request, reply, deps, token)
      const problems = { password_repeat: { key: 'signIn:bad.passwordRepeat' } }
      return show(request, reply, deps, purpose, { token, ...link, problems, status: 422 })
    }
    const outcome = await signIn.links.redeem(organizer, site, purpose, token, password)
    if (outcome.kind === 'gone') return gone(request, reply, deps, token)
    if (outcome.kind === 'bad_password') {
      const { email, next, problem } = outcome
      return show(request, reply, deps, purpose, { token, email, next, problems: { password: problem }, status: 422 })
    }
    reply.flash('ok', { key: `signIn:${PAGES[purpose].texts}.done` })
    const next = renewed(request, deps, outcome.next)
    return reply.redirect(await onTheWay(request, '/account/login', next, { login_hint: outcome.email }), 303)
  }
}

/** The request of an app waits for as long as the link in the mail counts. */
function renewed(request: FastifyRequest, { renewNext }: SignInRouteDeps, next: string | null): string | null {
  if (next === null || !renewNext) return next
  return innerPath(renewNext(request, request.site.base + next), request.site)
}

async function gone(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, token: string) {
  const next = token === '' ? null : await deps.signIn.links.nextOf(request.organizer, token)
  const shown = { next, email: '', problems: {}, status: 410, tooMany: null, isGone: true }
  return showAskLink(request, reply, deps, shown)
}

interface Shown {
  readonly token: string
  readonly email: string
  readonly next: string | null
  readonly problems: Problems
  readonly status: number
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SignInRouteDeps,
  purpose: PasswordPurpose,
  shown: Shown,
) {
  const { site, t } = request
  const { token, email, next, problems, status } = shown
  const page = ChoosePasswordPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    app: await waitingApp(request, deps, next),
    texts: PAGES[purpose].texts,
    action: `${site.base}${PAGES[purpose].path}?token=${token}`,
    token,
    email,
    settings: request.organizer.settings,
    problems,
  })
  return sendPage(reply, status, page)
}
