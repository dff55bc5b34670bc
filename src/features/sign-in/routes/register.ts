import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, NotFound, TooManyRequests } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { ipPrefix } from '../../../platform/devices/device.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { innerPath, outerPath, withNext } from '../../../platform/http/next-path.ts'
import { addressKey } from '../../../platform/throttle/address-key.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { Challenge, ChallengeClient, ChallengeOutcome } from '../../registration-challenge/index.ts'
import { type RegisterForm, readChallenge, readLoginQuery, readRegistration } from '../forms.ts'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import { RegisterPage } from '../pages/register.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { isPublicAddress } from '../rules/client-facts.ts'
import { onTheWay, waitingApp } from '../way.ts'

/** Answers take at least this long, in ms, whether the address is known or not. */
export const EVEN_TIME_MS = 150

/** Without registration there is neither the page nor its form. */
export async function registrationIsOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts_registration) throw new NotFound()
}

/** `?next=` where to go on after the first login, `?login_hint=` an address, `?reauth=1` although somebody is logged in. */
export function registerForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, locale } = request
    const query = readLoginQuery(request.query)
    const next = innerPath(query.next, site)
    if (!query.reauth && (await request.customerSession())) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const typed = { email: query.login_hint, locale }
    const challenge = await deps.signIn.challenge.issue(organizer, challengeClient(request))
    return show(request, reply, deps, { next, typed, problems: {}, status: 200, refusal: null, challenge })
  }
}

export function submitRegistration(deps: SignInRouteDeps) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const client = challengeClient(request)
    const form = readRegistration(request.body, organizer.settings)
    const { typed, problems, registration } = form
    const next = innerPath(form.next, site)
    const answer = readChallenge(request.body)
    const refuse = async (status: number, refusal: Message | null, isSpent: boolean) => {
      const kept = isSpent ? null : signIn.challenge.again(organizer, client, answer.token)
      const challenge = kept ?? (await signIn.challenge.issue(organizer, client))
      return show(request, reply, deps, { next, typed, problems, status, refusal, challenge })
    }
    if (registration === null) return refuse(422, null, false)
    try {
      const outcome = await signIn.challenge.check(organizer, client, answer)
      const refusal = refusalOf(outcome)
      if (refusal) return await refuse(422, refusal, outcome.kind !== 'early')
      await signIn.throttles.registration(client.ip, organizer.id, registration.email)
      await signIn.challenge.registered(organizer, client)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      return refuse(429, error.text ?? null, true)
    }
    await inEvenTime(EVEN_TIME_MS, () => signIn.register(organizer, site, { ...registration, next }))
    reply.flash('ok', { key: 'signIn:sent.register', params: { email: registration.email } })
    return reply.redirect(withNext(site, '/account/sent', next, { for: 'register' }), 303)
  }
}

function refusalOf(outcome: ChallengeOutcome): Message | null {
  if (outcome.kind === 'none' || outcome.kind === 'passed') return null
  const key = `registrationChallenge:${outcome.kind}`
  return outcome.kind === 'early' ? { key, params: { count: outcome.waitS } } : { key }
}

function challengeClient(request: FastifyRequest): ChallengeClient & { readonly ip: string } {
  const ip = clientAddress(request)
  return { ip, address: addressKey(ip), network: ipPrefix(ip), isPublic: isPublicAddress(ip) }
}

interface Shown extends Pick<RegisterForm, 'typed' | 'problems'> {
  readonly next: string | null
  readonly status: number
  /** Why the form as a whole was not taken. */
  readonly refusal: Message | null
  readonly challenge: Challenge | null
}

async function show(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: Shown) {
  const { organizer, site, t } = request
  const { next, typed, problems, status, refusal, challenge } = shown
  const app = await waitingApp(request, deps, next)
  const isAgain = readLoginQuery(request.query).reauth
  const visit = { next, app, loginHint: '', isAgain, reason: null }
  const page = RegisterPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    settings: organizer.settings,
    app,
    links: {
      action: await onTheWay(request, '/account/register', next),
      login: await onTheWay(request, '/account/login', next),
    },
    next: next === null ? null : site.base + next,
    providers: (await deps.providerWays?.list(request, visit)) ?? [],
    typed,
    problems,
    refusal,
    challenge,
  })
  return sendPage(reply, status, page)
}
