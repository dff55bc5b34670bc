export { type SsoClientRoutesDeps, ssoClientRoutes } from './routes.ts'
export { createSsoClients } from './sso-clients.ts'
export type { ClientWithSecret, EndClientAccess, SsoClient, SsoClientInput, SsoClients } from './types.ts'
