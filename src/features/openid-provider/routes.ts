import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FoyerError, NotFound } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { keySet } from '../../protocol/keys/key-set.ts'
import { discoveryDocument } from '../../protocol/provider/discovery.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { exchange } from '../../protocol/provider/token/index.ts'
import { userinfo } from '../../protocol/provider/userinfo/index.ts'
import { authorizeHandlers } from './authorize-request.ts'
import { allowAnyOrigin } from './cors.ts'
import { sendDocument } from './document.ts'
import { createFailedClients } from './failed-clients.ts'
import { FORM_LIMIT_BYTES, formOf, readFormsAsParameters } from './form-body.ts'
import { createRefusals } from './refusals.ts'
import { respond } from './respond.ts'
import type { OpenidProvider, RefusalLog } from './types.ts'

export interface ProviderRoutesDeps {
  readonly platform: Platform
  readonly provider: OpenidProvider
  /** Keeps refused requests for staff. */
  readonly refusals?: RefusalLog
  /** What the iframe of Session Management 1.0 sees of this browser; null when it sees nothing. */
  readonly browserState?: (request: FastifyRequest) => string | null
}

const DISCOVERY_MAX_AGE_S = 600
const KEYS_MAX_AGE_S = 300
const FAILURES = { points: 20, windowS: 300 }

/** The endpoints for programs. Needs the organizer's scope and no session. */
export function openidProviderRoutes(app: FastifyInstance, { platform, provider }: ProviderRoutesDeps): void {
  const { clock, throttle } = platform
  const failedClients = createFailedClients(throttle.define('client authentication', FAILURES), () => clock.now())
  const options = { config: { answers: 'oauth', csrf: false } } as const
  requireAccounts(app)
  readFormsAsParameters(app)
  allowAnyOrigin(app, {
    [ENDPOINTS.discovery]: ['GET'],
    [ENDPOINTS.keys]: ['GET'],
    [ENDPOINTS.token]: ['POST'],
    [ENDPOINTS.userinfo]: ['GET', 'POST'],
  })

  app.get(ENDPOINTS.discovery, options, (request, reply) => {
    const { issuer } = provider.host(request.organizer, request.site)
    return sendDocument(request, reply, discoveryDocument(issuer), DISCOVERY_MAX_AGE_S)
  })

  app.get(ENDPOINTS.keys, options, async (request, reply) => {
    const keys = await provider.keys.publicKeys(request.organizer.id)
    return sendDocument(request, reply, keySet(keys), KEYS_MAX_AGE_S)
  })

  app.post(ENDPOINTS.token, { ...options, bodyLimit: FORM_LIMIT_BYTES }, (request, reply) =>
    respond(request, reply, () => {
      const params = formOf(request)
      if (!params) throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded')
      const host = provider.host(request.organizer, request.site)
      const authorization = request.headers.authorization ?? null
      return failedClients.guard({ params, authorization, ip: request.ip }, () =>
        exchange({ host, params, authorization, now: clock.now() }),
      )
    }),
  )

  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINTS.userinfo,
    ...options,
    bodyLimit: FORM_LIMIT_BYTES,
    handler: (request, reply) =>
      respond(request, reply, () =>
        userinfo({
          host: provider.host(request.organizer, request.site),
          authorization: request.headers.authorization ?? null,
          params: formOf(request),
          now: clock.now(),
        }),
      ),
  })

  refuseOtherMethods(app, ENDPOINTS.token, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS')
  refuseOtherMethods(app, ENDPOINTS.userinfo, ['PUT', 'PATCH', 'DELETE'], 'GET, HEAD, POST, OPTIONS')
}

/** The endpoint for browsers. Needs the organizer's scope and the customer's session. */
export function authorizationRoutes(app: FastifyInstance, deps: ProviderRoutesDeps): void {
  const { platform, provider, browserState } = deps
  const handlers = authorizeHandlers(platform, { provider, browserState, refusals: createRefusals(deps.refusals) })
  const config = { csrf: false }
  requireAccounts(app)
  readFormsAsParameters(app)
  app.get(ENDPOINTS.authorization, { config, exposeHeadRoute: false }, handlers.get)
  app.post(ENDPOINTS.authorization, { config, bodyLimit: FORM_LIMIT_BYTES }, handlers.post)
}

/** An organizer without customer accounts has no provider either. */
function requireAccounts(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!request.organizer.settings.customer_accounts) throw new NotFound('OpenID provider')
  })
}

/** RFC 9110 15.5.6, in the words of OAuth. */
function refuseOtherMethods(app: FastifyInstance, url: string, method: string[], allow: string): void {
  const config = { answers: 'oauth', csrf: false } as const
  app.route({
    method,
    url,
    config,
    exposeHeadRoute: false,
    handler: () => {
      throw new FoyerError('wrong method', { code: 'method_not_allowed', status: 405, headers: { allow } })
    },
  })
}
