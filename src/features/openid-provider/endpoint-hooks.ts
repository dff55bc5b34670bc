import type { FastifyInstance } from 'fastify'
import { FoyerError, NotFound } from '../../core/errors.ts'

/** An organizer without customer accounts has no provider either. */
export function requireAccounts(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!request.organizer.settings.customer_accounts) throw new NotFound('OpenID provider')
  })
}

/** RFC 9110 15.5.6, in the words of OAuth. */
export function refuseOtherMethods(app: FastifyInstance, url: string, method: readonly string[], allow: string): void {
  app.route({
    method: [...method],
    url,
    config: { answers: 'oauth', csrf: false },
    exposeHeadRoute: false,
    handler: () => {
      throw new FoyerError('wrong method', { code: 'method_not_allowed', status: 405, headers: { allow } })
    },
  })
}
