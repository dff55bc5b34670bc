import { NotFound } from '../../core/errors.ts'
import { defineCommand } from '../command.ts'
import { customerFlags, findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { NothingFound } from '../nothing-found.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {
    action: { summary: 'add or remove' },
    tags: { summary: 'tags, each with quotes around it if it holds blanks', rest: true },
  },
  flags: customerFlags,
  async run(ctx) {
    const { action, tags: typed } = ctx.positionals
    if (action !== 'add' && action !== 'remove') throw new UsageError(`"${action}" is not known; give add or remove`)
    await withFeatures(ctx, async ({ organizers, customers, customerTags }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const customer = await findCustomer(customers, organizer, ctx.flags)
      for (const tag of typed) {
        try {
          await customerTags[action](organizer, customer, tag, { type: 'command' })
        } catch (error) {
          if (!(error instanceof NotFound) || action === 'add') throw error
          throw new NothingFound(`customer ${customer.identifier} does not have the tag "${tag}"`)
        }
      }
      const tags = (await customerTags.of(organizer.id, customer.id)).map(({ tag, source }) => ({ tag, source }))
      ctx.out.answer({ identifier: customer.identifier, tags }, () => tags.map(({ tag }) => tag).join('\n'))
    })
  },
})
