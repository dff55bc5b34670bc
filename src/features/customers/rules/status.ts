import type { Customer, CustomerStatus } from '../types.ts'

/** The one word that staff sees: disabled wins over not activated. */
export function statusOf(customer: Pick<Customer, 'isActive' | 'isVerified'>): CustomerStatus {
  if (!customer.isActive) return 'disabled'
  return customer.isVerified ? 'active' : 'unverified'
}
