export { createCustomerMerge } from './customer-merge.ts'
export { customerMergeRoutes, mergeAction, mergesSection } from './routes.ts'
export type { CustomerMerge } from './types.ts'
