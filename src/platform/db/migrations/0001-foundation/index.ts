import type { Migration } from '../../columns.ts'
import { createCustomers } from './customers.ts'
import { createOrganizers } from './organizers.ts'
import { createProvider } from './provider.ts'
import { createPlatform } from './shared.ts'
import { createStaff } from './staff.ts'

/** Organizers, staff, customers, apps, and what every feature shares: outbox, history, configuration version. */
export const foundation: Migration = {
  async up(context) {
    await createOrganizers(context)
    await createStaff(context)
    await createCustomers(context)
    await createProvider(context)
    await createPlatform(context)
  },
}
