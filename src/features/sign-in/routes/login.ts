import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { allowFormTargets } from '../../../platform/http/security-headers.ts'
import { shopFrame } from '../../organizers/index.ts'
import { type Problems, readLogin, readLoginQuery } from '../forms.ts'
import { type LoginNotice, LoginPage } from '../pages/login.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { innerPath, outerPath, withNext } from '../rules/next.ts'
import { sessionToken, setSessionCookie } from '../session-hook.ts'

interface Shown {
  readonly next: string | null
  readonly email: string
  readonly reauth: boolean
  readonly problems?: Problems
  readonly notice?: LoginNotice
  readonly status?: number
}

/** `?next=` where to go on, `?login_hint=` an address to begin with, `?reauth=1` asks although somebody is logged in. */
export function loginForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site } = request
    const query = readLoginQuery(request.query)
    const next = innerPath(query.next, site)
    const session = await request.customerSession()
    if (session && !query.reauth) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const email = query.login_hint || (session?.customer.email ?? '')
    return show(request, reply, deps, { next, email, reauth: session !== null })
  }
}

export function submitLogin(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const form = readLogin(request.body)
    const { email, reauth } = form
    const next = innerPath(form.next, site)
    const problems = missing(form)
    if (Object.keys(problems).length > 0) {
      return show(request, reply, deps, { next, email, reauth, problems, status: 422 })
    }
    try {
      const outcome = await deps.signIn.logIn(organizer, {
        email,
        password: form.password,
        client: { userAgent: request.headers['user-agent'] ?? '', ip: request.ip },
        previousToken: sessionToken(request),
      })
      if (outcome.kind === 'refused') {
        const kind = outcome.reason === 'wrong' ? 'refused' : outcome.reason
        return await show(request, reply, deps, { next, email, reauth, notice: { kind }, status: 422 })
      }
      setSessionCookie(request, reply, outcome.token, deps.signIn.sessions.lifetimeMs)
      request.server.browser.csrf.rotate(request, reply)
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      const message = error.text ?? { key: 'errors:tooMany', params: { count: 1 } }
      return show(request, reply, deps, { next, email, reauth, notice: { kind: 'too_many', message }, status: 429 })
    }
  }
}

function missing({ email, password }: { email: string; password: string }): Problems {
  const problems: Record<string, Message> = {}
  if (email.trim() === '') problems.email = { key: 'signIn:bad.emailEmpty' }
  if (password === '') problems.password = { key: 'signIn:bad.passwordEmpty' }
  return problems
}

async function show(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: Shown) {
  const { organizer, site, t } = request
  const { next, email, reauth, problems = {}, notice = null, status = 200 } = shown
  const app = next === null ? null : ((await deps.describeNext?.(request, site.base + next)) ?? null)
  if (app) allowFormTargets(reply, app.formTargets)
  const page = LoginPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    organizer: organizer.name,
    panel: brandPanel(request),
    links: {
      action: `${site.base}/account/login`,
      reset: withNext(site, '/account/pwreset', next),
      register: withNext(site, '/account/register', next),
    },
    app,
    next: next === null ? null : site.base + next,
    email,
    reauth,
    native: organizer.settings.customer_accounts_native,
    problems,
    notice,
  })
  return sendPage(reply, status, page)
}
