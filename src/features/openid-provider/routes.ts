import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { authorizeHandlers } from './authorize-request.ts'
import { requireAccounts } from './endpoint-hooks.ts'
import { FORM_LIMIT_BYTES, readFormsAsParameters } from './form-body.ts'
import { metadataRoutes } from './metadata-routes.ts'
import { programRoutes } from './program-routes.ts'
import { createRefusals } from './refusals.ts'
import type { OpenidProvider, RefusalLog } from './types.ts'

export interface ProviderRoutesDeps {
  readonly platform: Platform
  readonly provider: OpenidProvider
  /** Keeps refused requests for staff. */
  readonly refusals?: RefusalLog
  /** What the iframe of Session Management 1.0 sees of this browser; null when it sees nothing. */
  readonly browserState?: (request: FastifyRequest) => string | null
}

/** The endpoints for programs. Needs the organizer's scope and no session. */
export async function openidProviderRoutes(app: FastifyInstance, deps: ProviderRoutesDeps): Promise<void> {
  const { platform, provider } = deps
  const refusals = createRefusals(deps.refusals)
  await app.register(async (scope) => metadataRoutes(scope, { provider }))
  await app.register(async (scope) => programRoutes(scope, { platform, provider, refusals }))
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
