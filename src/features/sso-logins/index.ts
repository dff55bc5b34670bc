export { createSsoLogins } from './sso-logins.ts'
export type { SsoLoginEntry, SsoLoginLog, SsoLogins, SsoOutcome, SsoRefusal } from './types.ts'
