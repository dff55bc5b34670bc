import type { Customer, CustomerStatus } from '../types.ts'

/** The one word that staff sees: disabled wins over not activated. */
export function statusOf(customer: Pick<Customer, 'isActive' | 'isVerified'>): CustomerStatus {
  if (!customer.isActive) return 'disabled'
  return customer.isVerified ? 'active' : 'unverified'
}

/** Nothing personal is left of it, for good. */
export function isAnonymised(
  customer: Pick<Customer, 'email' | 'name' | 'phone' | 'hasPassword' | 'isActive'>,
): boolean {
  return (
    customer.email === null &&
    customer.name === '' &&
    customer.phone === null &&
    !customer.hasPassword &&
    !customer.isActive
  )
}
