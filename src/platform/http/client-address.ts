import type { FastifyRequest } from 'fastify'

/**
 * The address of whoever sent the request; empty when the connection was closed since, because then nobody knows it any more
 * (Fastify's type of `ip` does not say so).
 */
export function clientAddress(request: Pick<FastifyRequest, 'ip'>): string {
  const ip: string | undefined = request.ip
  return ip ?? ''
}
