import { can } from './policy.ts'

/** Memberships of customers. */
export const memberships = {
  see: can('organizer.customers:read'),
  change: can('organizer.customers:write'),
} as const
