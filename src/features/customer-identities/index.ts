export type { Arrival, ArrivalRefusal, ArrivingPerson, CustomerIdentities, CustomerIdentity } from './types.ts'
