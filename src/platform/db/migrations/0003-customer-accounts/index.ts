import type { Migration } from '../../columns.ts'
import { extendAccounts } from './accounts.ts'
import { createCredentials } from './credentials.ts'
import { createMemberships } from './memberships.ts'
import { createOfficeTables } from './office.ts'
import { createOrders } from './orders.ts'
import { createSearch } from './search.ts'

/** Everything around an account: passkeys, codes, second step, orders, memberships, saved people, merging, imports, search. */
export const customerAccounts: Migration = {
  async up(context) {
    await extendAccounts(context)
    await createCredentials(context)
    await createMemberships(context)
    await createOrders(context)
    await createOfficeTables(context)
    await createSearch(context)
  },
}
