export { type AccountSecurity, createAccountSecurity } from './account-security.ts'
export { accountSecurityRoutes } from './routes.ts'
export type { AccountSection, AccountSections } from './types.ts'
