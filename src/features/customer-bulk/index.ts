export { createBulkChanges } from './bulk-changes.ts'
export { customerBulkRoutes } from './routes.ts'
export type { BulkChanges } from './types.ts'
