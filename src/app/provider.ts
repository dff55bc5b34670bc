import { clientRegistrationRoutes } from '../features/client-registration/index.ts'
import { authorizationRoutes, insertedMetadataRoutes, openidProviderRoutes } from '../features/openid-provider/index.ts'
import { organizerBrandRoutes, organizerScope } from '../features/organizers/index.ts'
import { popupRedemptionRoutes } from '../features/popup-login/index.ts'
import { browserState, customerSessionHook } from '../features/sign-in/index.ts'
import { checkSessionRoutes } from '../features/single-logout/index.ts'
import { ssoClientLogoRoutes } from '../features/sso-clients/index.ts'
import { ssoProviderPublicRoutes } from '../features/sso-providers/index.ts'
import { upstreamLogoutServerRoutes } from '../features/upstream-logout/index.ts'
import type { Features } from '../features.ts'
import type { Platform } from '../platform/platform.ts'
import type { Scope } from './scope.ts'

/** What programs ask an organizer for: no session, no form. */
export function provider(platform: Platform, features: Features): Scope {
  const { organizers, openidProvider, clientRegistration, signIn, ssoClients } = features
  return async (scope) => {
    organizerScope(scope, { organizers, config: platform.config })
    organizerBrandRoutes(scope, { organizers })
    ssoClientLogoRoutes(scope, { ssoClients })
    ssoProviderPublicRoutes(scope, { ssoProviders: features.ssoProviders })
    checkSessionRoutes(scope)
    upstreamLogoutServerRoutes(scope, { ...features, platform })
    popupRedemptionRoutes(scope, { platform, popupLogin: features.popupLogin })
    const refusals = features.refusedRequests.log
    const deps = { platform, provider: openidProvider, browserState, refusals }
    await scope.register(async (endpoints) => openidProviderRoutes(endpoints, deps))
    await scope.register(async (endpoints) =>
      clientRegistrationRoutes(endpoints, { platform, registration: clientRegistration, refusals }),
    )
    await scope.register(async (pages) => {
      customerSessionHook(pages, signIn.sessions)
      authorizationRoutes(pages, deps)
    })
  }
}

/** Discovery of issuers with a path, where RFC 8414 looks for it. */
export function insertedMetadata({ config }: Platform, { organizers, openidProvider }: Features): Scope {
  return async (scope) => {
    organizerScope(scope, { organizers, config })
    insertedMetadataRoutes(scope, { provider: openidProvider })
  }
}
