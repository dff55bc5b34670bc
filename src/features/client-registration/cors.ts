import type { FastifyInstance } from 'fastify'

const DAY_S = 86_400

/** Lets scripts of any origin call the endpoints, which look at no cookie. WHATWG Fetch, CORS protocol. */
export function allowRegistrationFromAnywhere(
  app: FastifyInstance,
  paths: Readonly<Record<string, readonly string[]>>,
): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', 'WWW-Authenticate, Retry-After')
  })
  for (const [path, methods] of Object.entries(paths)) {
    const allowed = methods.join(', ')
    app.options(path, (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', allowed)
        .header('access-control-allow-headers', 'Authorization, Content-Type')
        .header('access-control-max-age', String(DAY_S))
        .header('allow', `${allowed}, OPTIONS`)
        .send(),
    )
  }
}
