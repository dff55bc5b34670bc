export { createCustomers, customerObject } from './customers.ts'
export type { Customer, CustomerChanges, CustomerStatus, Customers, EndAccess } from './types.ts'
