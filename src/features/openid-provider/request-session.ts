import type { FastifyRequest } from 'fastify'
import type { Session } from '../../protocol/provider/types.ts'

/** The login of the person whose browser sent this request, in the words of the protocol. */
export async function requestSession(request: FastifyRequest): Promise<Session | null> {
  const session = await request.customerSession()
  if (!session) return null
  const { customer, id, authAt, amr } = session
  return { subject: customer.identifier, accountId: customer.id, sid: id, authTime: authAt, amr }
}
