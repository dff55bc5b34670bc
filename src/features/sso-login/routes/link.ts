import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { outerPath } from '../../../platform/http/next-path.ts'
import type { ArrivingPerson } from '../../customer-identities/index.ts'
import type { SsoLoginDeps } from '../deps.ts'
import { leaveFor } from '../leave.ts'
import { providerName } from '../names.ts'
import { refuse, refuseProblem } from '../refuse.ts'
import type { TakenAttempt } from '../types.ts'
import { providerOf } from './start.ts'

/** The page that identities are managed on. */
const BACK = '/account/security'

/** Sets out for a provider to add an identity there to the account that is logged in. */
export function startLink(deps: SsoLoginDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { locale } = request
    const provider = await providerOf(request, deps)
    const session = await deps.signIn.recentSession(request, reply, BACK)
    if (!session) return reply
    const refused = { provider, next: BACK, isLink: true }
    if (!provider.isActive) return refuse(request, reply, deps, { ...refused, reason: 'provider_disabled' })
    await deps.ssoLogin.throttles.start(clientAddress(request))
    try {
      const address = await deps.ssoLogin.begin(request, reply, provider, {
        purpose: 'link',
        next: BACK,
        wishes: { prompt: 'select_account', uiLocales: locale },
        data: { customer: session.customer.id },
      })
      return await leaveFor(request, reply, address, providerName(provider, locale))
    } catch (error) {
      return refuseProblem(request, reply, deps, error, refused)
    }
  }
}

/** Adds the identity, if the one who set out is still logged in. */
export async function finishLink(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SsoLoginDeps,
  { attempt, person }: { readonly attempt: TakenAttempt; readonly person: ArrivingPerson },
): Promise<FastifyReply> {
  const { organizer, site, locale } = request
  const { provider, issuer, subject, claims } = person
  const entry = { person: { issuer, subject }, claims }
  const refused = { provider, next: attempt.next, isLink: true, entry }
  const session = await request.customerSession()
  if (session === null || session.customer.id !== attempt.data.customer) {
    return refuse(request, reply, deps, { ...refused, reason: 'link_lost' })
  }
  const arrival = await deps.identities.arrive(organizer, person, { provenCustomer: session.customer.id })
  if (arrival.kind === 'refused') return refuse(request, reply, deps, { ...refused, reason: arrival.reason })
  if (!('identity' in arrival) || arrival.customer.id !== session.customer.id) {
    return refuse(request, reply, deps, { ...refused, reason: 'linked_elsewhere' })
  }
  const name = providerName(provider, locale)
  reply.flash('ok', { key: arrival.kind === 'known' ? 'ssoLogin:link.known' : 'ssoLogin:link.done', params: { name } })
  reply.header('cache-control', 'no-store')
  return reply.redirect(outerPath(attempt.next, site, BACK), 303)
}
