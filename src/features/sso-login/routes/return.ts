import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { outerPath } from '../../../platform/http/next-path.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import { textClaim } from '../../../protocol/client/claims.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import { finishLogin } from '../../../protocol/client/finish-login.ts'
import type { ProviderProblemCode, VerifiedPerson } from '../../../protocol/client/types.ts'
import type { ArrivingPerson } from '../../customer-identities/index.ts'
import { redirectUri, type SsoProvider } from '../../sso-providers/index.ts'
import { authAtOf } from '../auth-at.ts'
import { browserSecret } from '../browser-secret.ts'
import type { ArrivalDeps } from '../deps.ts'
import { singleValues } from '../forms.ts'
import { askQuestion } from '../questions/ask.ts'
import { refuse, refuseProblem } from '../refuse.ts'
import type { TakenAttempt, VouchedLogin } from '../types.ts'
import { finishLink } from './link.ts'
import { providerOf } from './start.ts'

/** Problems that may come from a description that is not true any more. */
const OUTDATED: readonly ProviderProblemCode[] = ['unknown_key', 'bad_signature', 'bad_status', 'wrong_issuer']
/** Where a form that the provider posted was put aside. */
const TICKET = 'posted'

/** The steps of a return from the provider, in order. Each outcome is a page or a redirect, whatever the provider or somebody sends. */
export function comeBack(deps: ArrivalDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const provider = await providerOf(request, deps)
    await deps.ssoLogin.throttles.comeBack(clientAddress(request))
    const parameters = await parametersOf(request, deps, provider)
    const attempt = await takeAttempt(request, reply, deps, { provider, state: parameters.state ?? '' })
    if (!('purpose' in attempt)) return attempt
    const handler = deps.ssoLogin.handlerOf(attempt.purpose)
    if (handler) return handler(request, reply, { provider, attempt, parameters })
    const { next, data: again } = attempt
    const isLink = attempt.purpose === 'link'
    if (!provider.isActive) {
      return refuse(request, reply, deps, { provider, reason: 'provider_disabled', next, again, isLink })
    }
    let verified: VerifiedPerson
    try {
      verified = await redeem(deps, provider, { attempt, parameters })
    } catch (error) {
      if (error instanceof ProviderProblem && OUTDATED.includes(error.code)) deps.providers.refreshSoon(provider)
      return refuseProblem(request, reply, deps, error, { provider, next, again, isLink })
    }
    const person = arriving(provider, verified, request.locale)
    if (isLink) return finishLink(request, reply, deps, { attempt, person })
    return enter(request, reply, deps, { person, verified, attempt })
  }
}

/**
 * Another site's form comes without our cookies (SameSite=Lax): it is put aside, and the browser comes again by GET. A form that
 * belongs to no attempt leaves nothing behind.
 */
export function takePostedForm(deps: ArrivalDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const provider = await providerOf(request, deps)
    await deps.ssoLogin.throttles.comeBack(clientAddress(request))
    const { attempts } = deps.ssoLogin
    const ticket = await attempts.putAside(request.organizer.id, provider.id, singleValues(request.body))
    const query = ticket === null ? '' : `?${new URLSearchParams({ [TICKET]: ticket })}`
    reply.header('cache-control', 'no-store')
    return reply.redirect(redirectUri(request.site, provider.slug) + query, 303)
  }
}

async function parametersOf(
  request: FastifyRequest,
  { ssoLogin }: ArrivalDeps,
  provider: SsoProvider,
): Promise<Readonly<Record<string, string>>> {
  const query = singleValues(request.query)
  const ticket = query[TICKET]
  if (ticket === undefined) return query
  return (await ssoLogin.attempts.takePosted(request.organizer.id, provider.id, ticket)) ?? {}
}

/** The attempt; or the answer, when it cannot be taken. */
async function takeAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ArrivalDeps,
  { provider, state }: { readonly provider: SsoProvider; readonly state: string },
): Promise<TakenAttempt | FastifyReply> {
  const { organizer, site } = request
  const browser = browserSecret(request, state)
  const outcome = await deps.ssoLogin.attempts.take(organizer.id, { state, browser, providerId: provider.id })
  if (outcome.kind === 'taken') return outcome.attempt
  if (!('attempt' in outcome)) return refuse(request, reply, deps, { provider, reason: outcome.kind, next: null })
  const { next, data: again, purpose } = outcome.attempt
  if (outcome.kind === 'attempt_used' && purpose !== 'test' && (await request.customerSession())) {
    reply.header('cache-control', 'no-store')
    return reply.redirect(outerPath(next, site, purpose === 'link' ? '/account/security' : '/account/'), 303)
  }
  return refuse(request, reply, deps, { provider, reason: outcome.kind, next, again, isLink: purpose === 'link' })
}

/** Checks the answer, redeems the code and verifies what comes. @throws ProviderProblem */
async function redeem(
  { providers, platform }: ArrivalDeps,
  provider: SsoProvider,
  { attempt, parameters }: { readonly attempt: TakenAttempt; readonly parameters: Readonly<Record<string, string>> },
): Promise<VerifiedPerson> {
  const connection = await providers.connection(provider)
  const { remembered } = attempt
  const { state = '' } = parameters
  return finishLogin(connection, { parameters, remembered, state, now: platform.clock.now() })
}

function arriving(provider: SsoProvider, { issuer, subject, claims }: VerifiedPerson, locale: Locale): ArrivingPerson {
  const { subject: claim } = provider.settings.claims
  return { provider, issuer, subject: claim === 'sub' ? subject : (textClaim(claims, claim) ?? ''), claims, locale }
}

/** The account of the person whom the provider vouched for, a question that comes before it, or why there is none. */
async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ArrivalDeps,
  {
    person,
    verified,
    attempt,
  }: { readonly person: ArrivingPerson; readonly verified: VerifiedPerson; readonly attempt: TakenAttempt },
): Promise<FastifyReply> {
  const { idToken, sid, amr } = verified
  const authAt = authAtOf(verified.authAt, attempt, deps.platform.clock.now())
  const vouched: VouchedLogin = { person, session: { idToken, sid, amr, authAt }, next: attempt.next }
  const arrival = await deps.identities.arrive(request.organizer, person)
  return arrival.kind === 'prove' || arrival.kind === 'confirm_email'
    ? askQuestion(request, reply, deps.ssoLogin, vouched, arrival)
    : deps.finishArrival(request, reply, vouched, arrival)
}
