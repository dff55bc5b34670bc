import type { UsedMembership } from '../../features/memberships/index.ts'
import { defineCommand } from '../command.ts'
import { findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { membershipJson, typeName } from '../membership-view.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

const PAGE = 250

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    customer: { type: 'string', required: true, summary: 'customer ID' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, customers, memberships }, platform) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const customer = await findCustomer(customers, organizer, { id: flags.customer })
      const found: UsedMembership[] = []
      let cursor: string | null | undefined
      do {
        const query = { limit: PAGE, cursor: cursor ?? undefined }
        const page = await memberships.ofCustomer(organizer.id, customer.id, query)
        found.push(...page.items)
        cursor = page.older
      } while (cursor !== null)
      const now = platform.clock.now()
      const list = found.map((membership) => membershipJson(membership, customer.identifier, now))
      out.answer({ memberships: list }, () =>
        table(
          found.map((membership, index) => [
            membership.id,
            typeName(membership.type, organizer),
            list[index]?.date_end ?? '',
            list[index]?.state ?? '',
          ]),
        ),
      )
    })
  },
})
