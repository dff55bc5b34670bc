import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../../../core/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { SecondFactorDeps } from '../deps.ts'
import { readLoginRequest } from '../forms.ts'
import { backToLogin, nextOf, requirePasskeyHost } from '../scope.ts'

/** Finger, face or PIN stand for a second factor beside the device: RFC 8176. */
const AMR = ['pop', 'user', 'mfa']
/** Reasons to log in again that want the same person. */
const SAME_PERSON: readonly (string | null)[] = ['recent', 'prompt_login', 'max_age']

/** What a passkey has to answer to log in. */
export function loginOptions({ secondFactors }: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const rp = requirePasskeyHost(request)
    await secondFactors.throttles.passkey(clientAddress(request))
    const asked = await askedOf(request, readLoginRequest(request.body).reason)
    return reply
      .header('cache-control', 'no-store')
      .send(await secondFactors.passkeys.askFor(request, reply, rp, asked))
  }
}

/** Logs in with the answer of a passkey, whose holder was verified: no other step is needed. */
export function loginWithPasskey({ secondFactors, signIn }: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { next: wanted, reason, credential } = readLoginRequest(request.body)
    const next = nextOf(request, wanted)
    try {
      await secondFactors.throttles.passkey(clientAddress(request))
      const { purpose } = await askedOf(request, reason)
      const proven = await secondFactors.passkeys.prove(request, purpose, credential)
      if (proven.kind === 'proven') {
        const { customer } = proven
        const answer = await signIn.finish(request, reply, { customer, amr: AMR, next })
        if (answer) return answer
      }
      reply.flash('bad', { key: 'secondFactors:passkey.failed' })
    } catch (error) {
      if (!(error instanceof TooManyRequests) || !error.text) throw error
      reply.flash('bad', error.text)
    }
    const isLoggedIn = (await request.customerSession()) !== null
    return backToLogin(request, reply, next, { ...(isLoggedIn && { reauth: '1' }), ...(reason !== null && { reason }) })
  }
}

/** Somebody who proves again to be the one who is logged in is asked for a passkey of this account. */
async function askedOf(request: FastifyRequest, reason: string | null) {
  const session = SAME_PERSON.includes(reason) ? await request.customerSession() : null
  return session
    ? ({ purpose: 'reauthentication', customerId: session.customer.id } as const)
    : ({ purpose: 'login', customerId: null } as const)
}
