export { ssoLoginRoutes } from './office/routes.ts'
export { latestLogins } from './office/section.tsx'
export { createSsoLogins } from './sso-logins.ts'
export type { SsoLoginEntry, SsoLoginLog, SsoLogins, SsoOutcome, SsoRefusal } from './types.ts'
