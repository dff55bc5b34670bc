import type { Migration } from '../../columns.ts'
import { extendAccounts } from './accounts.ts'
import { extendClients } from './clients.ts'
import { extendGrants } from './grants.ts'
import { extendKeys } from './keys.ts'
import { createRequests } from './requests.ts'

import { extendSessions } from './sessions.ts'

/** All of OpenID Connect: refresh tokens, consents, pushed requests, client metadata, registration, and optional profile fields. */
export const openidProvider: Migration = {
  async up(context) {
    await extendAccounts(context)
    await extendClients(context)
    await extendGrants(context)
    await extendKeys(context)
    await createRequests(context)
    await extendSessions(context)
  },
}
