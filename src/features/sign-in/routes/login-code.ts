import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../../core/clock.ts'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { innerPath, outerPath } from '../../../platform/http/next-path.ts'
import { checkEmail } from '../../customers/index.ts'
import { shopFrame } from '../../organizers/index.ts'
import { clientFacts } from '../client-facts.ts'
import { type Problems, readCodeForm, readEmailForm, readLoginQuery } from '../forms.ts'
import { browserToken } from '../known-browsers.ts'
import { CODE_LIFETIME_MS } from '../login-codes.ts'
import { AskCodePage, TypeCodePage } from '../pages/login-code.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import type { LoginCode } from '../store/login-codes.ts'
import { allowWaitingApp, onTheWay, waitingApp } from '../way.ts'
import { EVEN_TIME_MS } from './register.ts'

const PATH = '/account/login/code'
const TOKEN = /^[A-Za-z0-9_-]{43}$/
const DIGITS = /^[0-9]{6}$/

/** Asks for the digits where this browser waits for some, otherwise for an address. `?new=1` asks for another address. */
export function codeForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const query = readLoginQuery(request.query)
    const next = innerPath(query.next, site)
    if (!query.reauth && (await request.customerSession())) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const secret = codeSecret(request)
    const code = secret === null || query.new ? null : await deps.signIn.codes.find(organizer, secret)
    if (code) return showCode(request, reply, deps, { code, status: 200, problem: null })
    return showAsk(request, reply, deps, { next, email: query.login_hint, status: 200, problems: {}, notice: null })
  }
}

/** Sends a code. Answers the same for every address. */
export function sendCode(deps: SignInRouteDeps) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const form = readEmailForm(request.body)
    const next = innerPath(form.next, site)
    const { email, problem } = checkEmail(form.email)
    if (problem) {
      const shown = { next, email: form.email, status: 422, problems: { email: problem }, notice: null }
      return showAsk(request, reply, deps, shown)
    }
    try {
      const secret = await inEvenTime(EVEN_TIME_MS, () =>
        signIn.codes.request(organizer, site, {
          email,
          next,
          client: clientFacts(request),
          browser: browserToken(request),
          previous: codeSecret(request),
        }),
      )
      request.server.browser.cookies.set(reply, cookieName(request), secret, CODE_LIFETIME_MS / SECOND)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      const notice = error.text ?? null
      return showAsk(request, reply, deps, { next, email, status: 429, problems: {}, notice })
    }
    return reply.redirect(await onTheWay(request, PATH, next), 303)
  }
}

export function submitCode(deps: SignInRouteDeps) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer } = request
    const secret = codeSecret(request)
    const code = secret === null ? null : await signIn.codes.find(organizer, secret)
    if (secret === null || !code) return gone(request, reply, deps, code)
    const digits = readCodeForm(request.body).code.replace(/[\s-]/g, '')
    if (!DIGITS.test(digits)) {
      return showCode(request, reply, deps, { code, status: 422, problem: { key: 'signIn:code.bad.form' } })
    }
    const outcome = await signIn.codes.redeem(organizer, secret, digits, clientFacts(request))
    if (outcome.kind === 'wrong') {
      const problem = { key: 'signIn:code.bad.wrong', params: { count: outcome.code.triesLeft } }
      return showCode(request, reply, deps, { code: outcome.code, status: 422, problem })
    }
    if (outcome.kind === 'gone') return gone(request, reply, deps, code)
    request.server.browser.cookies.clear(reply, cookieName(request))
    const { customer, next } = outcome
    return (await signIn.finish(request, reply, { customer, amr: ['otp'], next })) ?? gone(request, reply, deps, code)
  }
}

function gone(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, code: LoginCode | null) {
  request.server.browser.cookies.clear(reply, cookieName(request))
  const next = code ? code.next : innerPath(readEmailForm(request.body).next, request.site)
  const notice = { key: 'signIn:code.gone' }
  return showAsk(request, reply, deps, { next, email: code?.email ?? '', status: 410, problems: {}, notice })
}

interface ShownAsk {
  readonly next: string | null
  readonly email: string
  readonly status: number
  readonly problems: Problems
  readonly notice: Message | null
}

async function showAsk(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: ShownAsk) {
  const { next, email, status, problems, notice } = shown
  const app = await waitingApp(request, deps, next)
  allowWaitingApp(reply, app)
  const page = AskCodePage({
    frame: shopFrame(request, reply),
    t: request.t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    app,
    links: { action: request.site.base + PATH, login: await onTheWay(request, '/account/login', next) },
    next: next === null ? null : request.site.base + next,
    email,
    problems,
    notice,
  })
  return sendPage(reply, status, page)
}

interface ShownCode {
  readonly code: LoginCode
  readonly status: number
  readonly problem: Message | null
}

async function showCode(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: ShownCode) {
  const { site, t } = request
  const { code, status, problem } = shown
  const { next, email } = code
  const app = await waitingApp(request, deps, next)
  allowWaitingApp(reply, app)
  const page = TypeCodePage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    app,
    links: {
      action: await onTheWay(request, `${PATH}/check`, null),
      again: await onTheWay(request, PATH, null),
      otherAddress: await onTheWay(request, PATH, next, { new: '1' }),
      login: await onTheWay(request, '/account/login', next),
    },
    next: next === null ? null : site.base + next,
    email,
    problem,
    mailbox: deps.config.demo ? `${deps.config.url}/demo/mailbox` : null,
  })
  return sendPage(reply.header('cache-control', 'no-store'), status, page)
}

/** The secret of the code that this browser waits for; null for none. */
function codeSecret(request: FastifyRequest): string | null {
  const secret = request.server.browser.cookies.read(request, cookieName(request))
  return secret !== null && TOKEN.test(secret) ? secret : null
}

function cookieName({ organizer }: FastifyRequest): string {
  return `code-${organizer.slug}`
}
