import { defineCommand } from '../command.ts'
import { customerFlags, findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: customerFlags,
  notes: () => 'Removes everything personal for good; the customer ID stays.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, customers }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id, identifier } = await findCustomer(customers, organizer, ctx.flags)
      await customers.anonymize(organizer, id, { type: 'command' })
      ctx.out.answer({ id, identifier, anonymized: true }, `anonymised customer ${identifier}`)
    })
  },
})
