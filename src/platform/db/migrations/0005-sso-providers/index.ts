import type { Migration } from '../../columns.ts'
import { createLogins } from './logins.ts'
import { createProviders } from './providers.ts'
import { createClaimRules } from './rules.ts'

/** Customers log in with identity systems of their organizers. */
export const ssoProviders: Migration = {
  async up(context) {
    await createProviders(context)
    await createLogins(context)
    await createClaimRules(context)
  },
}
