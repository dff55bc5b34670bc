import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { shopFrame } from '../../organizers/index.ts'
import { type RegisterForm, readLoginQuery, readRegistration } from '../forms.ts'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import { RegisterPage } from '../pages/register.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { innerPath, outerPath, withNext } from '../rules/next.ts'
import { onTheWay, waitingApp } from '../way.ts'

/** Answers take at least this long, in ms, whether the address is known or not. */
export const EVEN_TIME_MS = 150

/** `?next=` where to go on after the first login, `?login_hint=` an address, `?reauth=1` although somebody is logged in. */
export function registerForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site, locale } = request
    const query = readLoginQuery(request.query)
    const next = innerPath(query.next, site)
    if (!query.reauth && (await request.customerSession())) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const typed = { email: query.login_hint, locale }
    return show(request, reply, deps, { next, typed, problems: {}, status: 200, tooMany: null })
  }
}

export function submitRegistration(deps: SignInRouteDeps) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, ip } = request
    const form = readRegistration(request.body, organizer.settings)
    const { typed, problems, registration } = form
    const next = innerPath(form.next, site)
    if (registration === null) return show(request, reply, deps, { next, typed, problems, status: 422, tooMany: null })
    try {
      await signIn.throttles.registration(ip, organizer.id, registration.email)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      return show(request, reply, deps, { next, typed, problems, status: 429, tooMany: error.text ?? null })
    }
    await inEvenTime(EVEN_TIME_MS, () => signIn.register(organizer, site, { ...registration, next }))
    reply.flash('ok', { key: 'signIn:sent.register', params: { email: registration.email } })
    return reply.redirect(withNext(site, '/account/sent', next, { for: 'register' }), 303)
  }
}

interface Shown extends Pick<RegisterForm, 'typed' | 'problems'> {
  readonly next: string | null
  readonly status: number
  readonly tooMany: Message | null
}

async function show(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: Shown) {
  const { organizer, site, t } = request
  const { next, typed, problems, status, tooMany } = shown
  const page = RegisterPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    settings: organizer.settings,
    app: await waitingApp(request, deps, next),
    links: {
      action: await onTheWay(request, '/account/register', next),
      login: await onTheWay(request, '/account/login', next),
    },
    next: next === null ? null : site.base + next,
    typed,
    problems,
    tooMany,
  })
  return sendPage(reply, status, page)
}
