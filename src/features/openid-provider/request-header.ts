import type { FastifyRequest } from 'fastify'

/** A header as it was sent, several of a name joined by commas; null when it was not sent. */
export function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : (value?.join(', ') ?? null)
}
