import type { FastifyInstance } from 'fastify'

const DAY_S = 86_400

/**
 * Lets scripts of any origin call these endpoints. They look at no cookie, so nothing of a person's session can leak; a
 * browser never sends one either, because credentials are not allowed. WHATWG Fetch, CORS protocol.
 * @param paths endpoints of this scope; each answers preflight requests
 */
export function allowAnyOrigin(app: FastifyInstance, paths: Readonly<Record<string, readonly string[]>>): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', 'WWW-Authenticate, Retry-After')
  })
  for (const [path, methods] of Object.entries(paths)) {
    app.options(path, (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', methods.join(', '))
        .header('access-control-allow-headers', 'Authorization, Content-Type')
        .header('access-control-max-age', String(DAY_S))
        .header('allow', methods.join(', '))
        .send(),
    )
  }
}
