export type { FactorCheck } from './factor-check.ts'
export { reauthRoutes } from './routes.ts'
