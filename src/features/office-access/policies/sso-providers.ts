import { all, can } from './policy.ts'

const manage = can('organizer.settings.general:write')

/** Identity systems that customers log in with. */
export const ssoProviders = {
  manage,
  test: manage,
  /** Shows what providers say about customers. */
  seeLogins: all(manage, can('organizer.customers:read')),
  /** Takes logins off customers, or moves them. */
  moveCustomers: all(manage, can('organizer.customers:write')),
} as const
