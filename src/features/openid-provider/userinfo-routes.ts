import type { FastifyInstance } from 'fastify'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import type { ClientKey } from '../../protocol/provider/types.ts'
import { userinfo } from '../../protocol/provider/userinfo/index.ts'
import { allowOriginOf } from './cors.ts'
import { refuseOtherMethods } from './endpoint-hooks.ts'
import { FORM_LIMIT_BYTES, formOf } from './form-body.ts'
import type { ProgramDeps } from './program-deps.ts'
import { headerOf } from './request-header.ts'
import { respond } from './respond.ts'

/** The claims of the person to whom an access token belongs. */
export function userinfoRoutes(app: FastifyInstance, { platform, provider, refusals }: ProgramDeps): void {
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINTS.userinfo,
    config: { answers: 'oauth', csrf: false },
    bodyLimit: FORM_LIMIT_BYTES,
    handler: (request, reply) =>
      respond(request, reply, refusals, nobody, async () => {
        const host = provider.host(request.organizer, request.site)
        const asked = {
          authorization: request.headers.authorization ?? null,
          dpop: headerOf(request, 'dpop'),
          method: request.method,
          url: host.issuer + ENDPOINTS.userinfo,
          params: formOf(request),
          now: platform.clock.now(),
        }
        if (request.headers.origin === undefined) return userinfo({ ...asked, host })
        const watched = watchClient(host)
        const answer = await userinfo({ ...asked, host: watched.host })
        const client = watched.client()
        allowOriginOf(request, reply, client && (await host.clients.findByKey(client)))
        return answer
      }),
  })
  refuseOtherMethods(app, ENDPOINTS.userinfo, ['PUT', 'PATCH', 'DELETE'], 'GET, HEAD, POST, OPTIONS')
}

const nobody = () => null

/** Tells afterwards whose token was looked at. */
function watchClient(host: ProviderHost): { host: ProviderHost; client: () => ClientKey | null } {
  let client: ClientKey | null = null
  const grants: ProviderHost['grants'] = {
    ...host.grants,
    async findByAccessToken(hash, now) {
      const grant = await host.grants.findByAccessToken(hash, now)
      client = grant?.client ?? null
      return grant
    },
  }
  return { host: { ...host, grants }, client: () => client }
}
