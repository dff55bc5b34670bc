import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Arrival } from '../customer-identities/index.ts'
import { sealIdToken } from '../upstream-logout/index.ts'
import type { SsoLoginDeps } from './deps.ts'
import type { ProvenHere } from './questions/deps.ts'
import { refuse } from './refuse.ts'
import type { VouchedLogin } from './types.ts'

/** Says that a second factor was used, RFC 8176. */
const SECOND_FACTOR = 'mfa'

/**
 * The end of a login through a provider: brings the person in, or says why not. Only for arrivals that leave no question.
 * @param proven what the person proved here besides, on the way
 */
export async function finishArrival(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SsoLoginDeps,
  vouched: VouchedLogin,
  arrival: Arrival,
  proven?: ProvenHere,
): Promise<FastifyReply> {
  const { person, session, next } = vouched
  const { provider, issuer, subject, claims } = person
  const entry = { person: { issuer, subject }, claims }
  if (arrival.kind === 'refused') {
    return refuse(request, reply, deps, { provider, reason: arrival.reason, next, entry })
  }
  if (arrival.kind === 'prove' || arrival.kind === 'confirm_email') {
    throw new TypeError(`a login that still has a question cannot end: ${arrival.kind}`)
  }
  const { customer, identity } = arrival
  const { logout, trustsSecondFactor } = provider.settings
  const answer = await deps.signIn.finish(
    request,
    reply,
    {
      customer,
      amr: amrOf(session.amr, trustsSecondFactor, proven),
      upstream: {
        identityId: identity.id,
        sessionId: session.sid,
        data: logout.rpInitiated ? sealIdToken(deps.platform.secrets, session.idToken) : null,
        authAt: session.authAt,
      },
      next,
      way: `sso.${provider.slug}`,
    },
    proven?.isSecondStepDone ?? false,
  )
  const noted = { ...entry, customerId: customer.id }
  if (answer === null) {
    const reason = (await isStillActive(deps, vouched)) ? 'customer_disabled' : 'provider_disabled'
    return refuse(request, reply, deps, { provider, reason, next, entry: noted })
  }
  await deps.log.note(request.organizer.id, provider.id, {
    ...noted,
    outcome: 'logged_in',
    detail: { way: arrival.kind },
  })
  return answer
}

/** Words of the provider, without a second factor that does not count here; and what was proven here. */
function amrOf(theirs: readonly string[], trustsSecondFactor: boolean, proven: ProvenHere | undefined): string[] {
  const counted = theirs.filter((word) => trustsSecondFactor || word !== SECOND_FACTOR)
  return [...new Set([...counted, ...(proven?.amr ?? [])])]
}

async function isStillActive({ providers }: SsoLoginDeps, { person: { provider } }: VouchedLogin): Promise<boolean> {
  return (await providers.byId(provider.organizerId, provider.id))?.isActive ?? false
}
