import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

interface Written {
  readonly text: string
  readonly tag: string
}

const written = new WeakMap<object, Written>()

/**
 * Sends a public document that caches may keep, or 304 to those that have it. RFC 9110 8.8.3 and 13.1.2.
 * @param document never changes; written once, however often it is sent
 * @param maxAgeS how long it may be used without asking, in seconds
 */
export function sendDocument(request: FastifyRequest, reply: FastifyReply, document: object, maxAgeS: number) {
  const { text, tag } = written.get(document) ?? write(document)
  reply.header('etag', tag).header('cache-control', `public, max-age=${maxAgeS}`)
  const known = request.headers['if-none-match']
  if (known !== undefined && matches(known, tag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(text)
}

function write(document: object): Written {
  const text = JSON.stringify(document)
  const result = { text, tag: `"${hash('sha256', text, 'base64url').slice(0, 22)}"` }
  written.set(document, result)
  return result
}

function matches(header: string, tag: string): boolean {
  return header.split(',').some((entry) => {
    const text = entry.trim().replace(/^W\//, '')
    return text === tag || text === '*'
  })
}
