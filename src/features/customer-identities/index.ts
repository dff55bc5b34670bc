export { createCustomerIdentities } from './customer-identities.ts'
export type { Arrival, ArrivalRefusal, ArrivingPerson, CustomerIdentities, CustomerIdentity } from './types.ts'
