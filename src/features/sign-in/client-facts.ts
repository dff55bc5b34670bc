import type { FastifyRequest } from 'fastify'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { ClientFacts } from './types.ts'

/** Where whoever sent a request is, as far as that is looked at. */
export function clientFacts(request: FastifyRequest): ClientFacts {
  return { userAgent: request.headers['user-agent'] ?? '', ip: clientAddress(request) }
}
