export { linkPath } from './paths.ts'
export { ssoLoginRoutes } from './routes.ts'
export { createSsoLogin, type SsoLoginService } from './sso-login.ts'
export type { AttemptPurpose, ReturnHandler, SsoLogin, TakenAttempt } from './types.ts'
