export { createProviderTest } from './provider-test.ts'
export { testLoginRoutes } from './routes/login.ts'
export { providerTestOfficeRoutes, startTest } from './routes/office.ts'
export type { ProviderTest } from './types.ts'
