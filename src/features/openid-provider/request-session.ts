import type { FastifyRequest } from 'fastify'
import type { Session } from '../../protocol/provider/types.ts'
import type { OpenidProvider } from './types.ts'

/** The login of the person whose browser sent this request, in the words of the protocol. */
export async function requestSession(
  request: FastifyRequest,
  personOf: OpenidProvider['person'],
): Promise<Session | null> {
  const session = await request.customerSession()
  if (!session) return null
  const { customer, id, authAt, amr } = session
  const person = await personOf(request.organizer.id, customer)
  return { ...person, accountId: customer.id, sid: id, authTime: authAt, amr }
}
