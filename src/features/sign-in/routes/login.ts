import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { innerPath, outerPath, withNext } from '../../../platform/http/next-path.ts'
import { type Organizer, shopFrame } from '../../organizers/index.ts'
import { clientFacts } from '../client-facts.ts'
import { type Problems, readLogin, readLoginQuery } from '../forms.ts'
import { hasJustLoggedOut } from '../just-logged-out.ts'
import { browserToken } from '../known-browsers.ts'
import { lastWay } from '../last-way.ts'
import { LoginPage } from '../pages/login.tsx'
import type { LoginNotice } from '../pages/login-props.ts'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import type { ReauthReason } from '../types.ts'
import { allowWaitingApp, onTheWay, waitingApp } from '../way.ts'
import { goesStraight, straightTo } from './straight-to.ts'

interface Shown {
  readonly next: string | null
  readonly email: string
  readonly reason: ReauthReason | null
  readonly problems?: Problems
  readonly notice?: LoginNotice
  readonly status?: number
}

/**
 * `?next=` where to go on, `?login_hint=` an address to begin with, `?reauth=1` asks although somebody is logged in, and
 * `?reason=` says why.
 */
export function loginForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site } = request
    const { next: wanted, login_hint: hint, reauth, reason } = readLoginQuery(request.query)
    const next = innerPath(wanted, site)
    const session = await request.customerSession()
    if (session && !reauth) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const straight = await straightTo(request, deps, { next, app: null, loginHint: hint, isAgain: reauth, reason })
    if (straight !== null && deps.providerWays) return deps.providerWays.leave(request, reply, straight)
    const isSomebodyElse = reason === 'other_account' || reason === 'other_subject' || reason === 'select_account'
    const email = hint || (isSomebodyElse ? '' : (session?.customer.email ?? ''))
    return show(request, reply, deps, { next, email, reason })
  }
}

export function submitLogin(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const form = readLogin(request.body)
    const { email, reason } = form
    const next = innerPath(form.next, site)
    const problems = missing(form)
    if (Object.keys(problems).length > 0) {
      return show(request, reply, deps, { next, email, reason, problems, status: 422 })
    }
    try {
      const outcome = await deps.signIn.logIn(organizer, {
        email,
        password: form.password,
        client: clientFacts(request),
        browser: browserToken(request),
      })
      if (outcome.kind === 'refused') {
        const kind = outcome.reason === 'wrong' ? 'refused' : outcome.reason
        return await show(request, reply, deps, { next, email, reason, notice: { kind }, status: 422 })
      }
      const proven = { customer: outcome.customer, amr: ['pwd'], checkedHash: outcome.checkedHash, next }
      const answer = await deps.signIn.finish(request, reply, proven)
      return (
        answer ?? (await show(request, reply, deps, { next, email, reason, notice: { kind: 'refused' }, status: 422 }))
      )
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      const message = error.text ?? { key: 'errors:tooMany', params: { count: 1 } }
      return show(request, reply, deps, { next, email, reason, notice: { kind: 'too_many', message }, status: 429 })
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
  const { next, email, reason, problems = {}, notice = null, status = 200 } = shown
  const session = await request.customerSession()
  const app = await waitingApp(request, deps, next)
  allowWaitingApp(reply, app)
  const why = reason === null ? {} : { reason }
  const { login_hint: loginHint, reauth } = readLoginQuery(request.query)
  const visit = { next, app, loginHint, isAgain: reauth || session !== null, reason }
  const page = LoginPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    organizer: organizer.name,
    panel: brandPanel(request),
    links: {
      action: await onTheWay(request, '/account/login', next, why),
      reset: await onTheWay(request, '/account/pwreset', next, hintOf(request)),
      sendAgain: withNext(site, '/account/pwreset', next),
      register: canRegister(organizer) ? await onTheWay(request, '/account/register', next, hintOf(request)) : null,
      code: organizer.settings.customer_accounts_login_code
        ? await onTheWay(request, '/account/login/code', null)
        : null,
      continueAs: `${site.base}/account/continue`,
      otherAccount: await onTheWay(request, '/account/login', next, { reason: 'other_account' }),
    },
    app,
    next: next === null ? null : site.base + next,
    email,
    reauth: session && { ...session.customer, person: session.customer.name || session.customer.email, reason },
    native: organizer.settings.customer_accounts_native,
    ways: (await deps.loginWays?.(request, reply, { next, app })) ?? null,
    providers: (await deps.providerWays?.list(request, visit)) ?? [],
    last: lastWay(request),
    isLoggedOut: goesStraight(organizer) && hasJustLoggedOut(request),
    problems,
    notice,
  })
  return sendPage(reply, status, page)
}

function canRegister({ settings }: Organizer): boolean {
  return settings.customer_accounts_native && settings.customer_accounts_registration
}

/** An address that the app brought along, for the other forms; not one that somebody typed, as those stay out of addresses. */
function hintOf({ query }: FastifyRequest): Record<string, string> {
  const { login_hint } = readLoginQuery(query)
  return login_hint === '' ? {} : { login_hint }
}
