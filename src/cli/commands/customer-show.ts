import { defineCommand } from '../command.ts'
import { customerJson, customerRows } from '../customer-flags.ts'
import { customerFlags, findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: customerFlags,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, customers, customerTags }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const customer = await findCustomer(customers, organizer, ctx.flags)
      const tags = (await customerTags.of(organizer.id, customer.id)).map(({ tag }) => tag)
      ctx.out.answer({ ...customerJson(customer), tags }, () =>
        table([...customerRows(customer), ['tags', tags.join(', ') || '-']]),
      )
    })
  },
})
