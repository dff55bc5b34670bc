import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Sends a public document that caches may keep, or 304 to those that have it. RFC 9110 8.8.3 and 13.1.2.
 * @param maxAgeS how long it may be used without asking, in seconds
 */
export function sendDocument(request: FastifyRequest, reply: FastifyReply, document: object, maxAgeS: number) {
  const text = JSON.stringify(document)
  const tag = `"${hash('sha256', text, 'base64url').slice(0, 22)}"`
  reply.header('etag', tag).header('cache-control', `public, max-age=${maxAgeS}`)
  const known = request.headers['if-none-match']
  if (known !== undefined && matches(known, tag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(text)
}

function matches(header: string, tag: string): boolean {
  return header.split(',').some((entry) => {
    const text = entry.trim().replace(/^W\//, '')
    return text === tag || text === '*'
  })
}
