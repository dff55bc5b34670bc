export { createOpenidProvider } from './openid-provider.ts'
export { authorizationRoutes, openidProviderRoutes } from './routes.ts'
export type { OpenidProvider, SigningKey } from './types.ts'
