export { ssoClientLogoPath } from './logo.ts'
export { ssoClientRoutes } from './routes.ts'
export { createSsoClients } from './sso-clients.ts'
export type { SsoClient, SsoClientInput, SsoClients } from './types.ts'
