export { createConnectionTest } from './connection-test.ts'
export { connectionTestRoutes } from './office/routes.ts'
export type { ConnectionTest, Report, Step } from './types.ts'
