export { createCustomerImports } from './customer-imports.ts'
export { customerImportRoutes } from './routes.ts'
export type { CustomerImport, CustomerImports } from './types.ts'
