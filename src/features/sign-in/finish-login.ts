import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import { outerPath, withNext } from '../../platform/http/next-path.ts'
import { customHostOf } from '../../platform/http/site.ts'
import { clientFacts } from './client-facts.ts'
import { type LoginCompletion, PENDING_LOGIN_MS, type ProvenLogin } from './complete-login.ts'
import { forgetLogout } from './just-logged-out.ts'
import { browserToken, setBrowserCookie } from './known-browsers.ts'
import { rememberWay } from './last-way.ts'
import { sessionToken, setSessionCookie } from './session-hook.ts'
import type { CustomerSessions } from './sessions.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
export const SECOND_STEP_PATH = '/account/login/second-step'

interface Deps {
  readonly completion: LoginCompletion
  readonly sessions: CustomerSessions
  /** Makes a secret of 43 characters. */
  readonly newToken: () => string
}

/**
 * Sends somebody who proved who they are on: logged in, to `next` or the account; or to the second step. Null when meanwhile
 * the account lost its right to log in: the caller then shows its form again.
 */
export async function finishLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  { completion, sessions, newToken }: Deps,
  proven: ProvenLogin,
  isSecondStepDone = false,
): Promise<FastifyReply | null> {
  const { organizer, site } = request
  const browser = {
    client: clientFacts(request),
    token: browserToken(request) ?? newToken(),
    site,
    host: customHostOf(site),
    previousToken: sessionToken(request),
  }
  const step = await completion.complete(organizer, proven, browser, isSecondStepDone)
  if (step.kind === 'refused') return null
  if (proven.way !== undefined || !isSecondStepDone) rememberWay(request, reply, proven)
  reply.header('cache-control', 'no-store')
  const { cookies, csrf } = request.server.browser
  if (step.kind === 'second_step') {
    cookies.set(reply, pendingCookie(request), step.token, PENDING_LOGIN_MS / SECOND)
    return reply.redirect(withNext(site, SECOND_STEP_PATH, proven.next), 303)
  }
  cookies.clear(reply, pendingCookie(request))
  forgetLogout(request, reply)
  setBrowserCookie(request, reply, browser.token)
  setSessionCookie(request, reply, step.token, sessions.lifetimeOf(organizer))
  csrf.rotate(request, reply)
  return reply.redirect(outerPath(proven.next, site, '/account/'), 303)
}

/** The secret of the login that waits for its second step in this browser; null for none. */
export function pendingLoginToken(request: FastifyRequest): string | null {
  const token = request.server.browser.cookies.read(request, pendingCookie(request))
  return token !== null && TOKEN.test(token) ? token : null
}

function pendingCookie({ organizer }: FastifyRequest): string {
  return `login-${organizer.slug}`
}
