export { createOpenidProvider, type OpenidProviderDeps } from './openid-provider.ts'
export { authorizationRoutes, openidProviderRoutes, type ProviderRoutesDeps } from './routes.ts'
export type { NextApp, OpenidProvider, SigningKey, SigningKeys } from './types.ts'
