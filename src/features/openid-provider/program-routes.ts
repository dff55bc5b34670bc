import type { FastifyInstance } from 'fastify'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { JsonAnswer } from '../../protocol/provider/answer.ts'
import type { ClientRequest } from '../../protocol/provider/client-authentication/types.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { introspect } from '../../protocol/provider/introspection/index.ts'
import { pushRequest } from '../../protocol/provider/pushed-authorization/index.ts'
import { revoke } from '../../protocol/provider/revocation/index.ts'
import { exchange } from '../../protocol/provider/token/index.ts'
import { claimedClientId } from './claimed-client.ts'
import { allowOriginOf, allowRegisteredOrigins } from './cors.ts'
import { refuseOtherMethods, requireAccounts } from './endpoint-hooks.ts'
import { createFailedClients } from './failed-clients.ts'
import { FORM_LIMIT_BYTES, formOf, readFormsAsParameters } from './form-body.ts'
import type { ProgramDeps } from './program-deps.ts'
import { headerOf } from './request-header.ts'
import { respond } from './respond.ts'
import { userinfoRoutes } from './userinfo-routes.ts'

/** Endpoints to which a client posts a form and proves who it is. */
const CLIENT_ENDPOINTS: Readonly<Record<string, (request: ClientRequest) => Promise<JsonAnswer<unknown>>>> = {
  [ENDPOINTS.token]: exchange,
  [ENDPOINTS.revocation]: revoke,
  [ENDPOINTS.introspection]: introspect,
  [ENDPOINTS.pushedAuthorization]: pushRequest,
}

const FAILURES = { points: 20, windowS: 300 }

/** What apps call themselves, without the browser of a person. Needs the organizer's scope and no session. */
export function programRoutes(app: FastifyInstance, deps: ProgramDeps): void {
  const { clock, throttle } = deps.platform
  const failedClients = createFailedClients(throttle.define('client authentication', FAILURES), () => clock.now())
  const config = { answers: 'oauth', csrf: false } as const
  const paths = Object.keys(CLIENT_ENDPOINTS)
  requireAccounts(app)
  readFormsAsParameters(app)
  allowRegisteredOrigins(app, {
    ...Object.fromEntries(paths.map((path) => [path, ['POST']])),
    [ENDPOINTS.userinfo]: ['GET', 'POST'],
  })

  for (const [path, answer] of Object.entries(CLIENT_ENDPOINTS)) {
    app.post(path, { config, bodyLimit: FORM_LIMIT_BYTES }, (request, reply) => {
      const sent = { params: formOf(request), authorization: request.headers.authorization ?? null }
      const clientId = () => claimedClientId({ ...sent, params: sent.params ?? new URLSearchParams() })
      return respond(request, reply, deps.refusals, clientId, async () => {
        const { params, authorization } = sent
        if (!params) throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded')
        const host = deps.provider.host(request.organizer, request.site)
        const asked: ClientRequest = {
          host,
          params,
          authorization,
          dpop: headerOf(request, 'dpop'),
          method: request.method,
          url: host.issuer + path,
          now: clock.now(),
        }
        const given = await failedClients.guard({ params, authorization, ip: clientAddress(request) }, () =>
          answer(asked),
        )
        if (request.headers.origin !== undefined) {
          allowOriginOf(request, reply, await host.clients.findByClientId(clientId() ?? ''))
        }
        return given
      })
    })
    refuseOtherMethods(app, path, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS')
  }
  userinfoRoutes(app, deps)
}
