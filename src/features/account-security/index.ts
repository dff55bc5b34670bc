export { type AccountSecurity, createAccountSecurity } from './account-security.ts'
export { accountSecurityRoutes } from './routes.ts'
export type { AccountSections } from './types.ts'
