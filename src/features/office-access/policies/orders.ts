import { can } from './policy.ts'

/** Orders of customers. */
export const orders = { see: can('organizer.customers:read') } as const
