import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProviderClient } from '../../protocol/provider/types.ts'
import { isOriginOf } from './client-origins.ts'

const DAY_S = 86_400
const REQUEST_HEADERS = 'Authorization, Content-Type, DPoP'
const READABLE_HEADERS = 'WWW-Authenticate, DPoP-Nonce, Retry-After'

/** Endpoints of a scope with the methods that scripts may use. */
type Endpoints = Readonly<Record<string, readonly string[]>>

/**
 * Lets scripts of any origin read these documents: they are public and say nothing about a person. WHATWG Fetch, CORS protocol.
 * @param endpoints each answers preflight requests
 */
export function allowAnyOrigin(app: FastifyInstance, endpoints: Endpoints): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*')
    done()
  })
  answerPreflights(app, endpoints)
}

/**
 * Lets scripts of the origins that a client registered read what that client is answered; the handler says so with
 * `allowOriginOf`. These endpoints look at no cookie and credentials are never allowed, so nothing of a session can leak.
 *
 * A preflight cannot know the client, so it is answered for all. A refusal can be read by all, too: it holds words about the
 * request and no data, anybody may ask for it without a browser, and a script that could not read it would only learn that
 * "the network failed", also where the client is unknown because the token is wrong.
 */
export function allowRegisteredOrigins(app: FastifyInstance, endpoints: Endpoints): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.headers.origin !== undefined && reply.statusCode >= 400) allow(reply, '*')
    done()
  })
  answerPreflights(app, endpoints)
}

/** Lets the script that sent this request read the answer, if its origin belongs to the client. */
export function allowOriginOf(request: FastifyRequest, reply: FastifyReply, client: ProviderClient | null): void {
  const { origin } = request.headers
  if (origin === undefined) return
  reply.header('vary', 'Origin')
  if (client && isOriginOf(client, origin)) allow(reply, origin)
}

function allow(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', READABLE_HEADERS)
}

function answerPreflights(app: FastifyInstance, endpoints: Endpoints): void {
  for (const [path, methods] of Object.entries(endpoints)) {
    app.options(path, (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-methods', methods.join(', '))
        .header('access-control-allow-headers', REQUEST_HEADERS)
        .header('access-control-max-age', String(DAY_S))
        .header('allow', [...methods, 'OPTIONS'].join(', '))
        .send(),
    )
  }
}
