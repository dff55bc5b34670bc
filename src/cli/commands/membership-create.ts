import { customerTexts } from '../../features/customers/index.ts'
import { readMoment } from '../../features/memberships/index.ts'
import { defineCommand } from '../command.ts'
import { nameFlags, namePairs } from '../customer-flags.ts'
import { findCustomer } from '../find-customer.ts'
import { findMembershipType } from '../find-membership.ts'
import { findOrganizer } from '../find-organizer.ts'
import { membershipJson } from '../membership-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    customer: { type: 'string', required: true, summary: 'customer ID' },
    type: { type: 'string', required: true, summary: 'ID or name of the membership type' },
    from: {
      type: 'string',
      required: true,
      summary: 'first moment: 2027-09-01 or 2027-09-01T10:00, as clocks there show',
    },
    until: { type: 'string', required: true, summary: 'last day or minute, written in the same way' },
    test: { type: 'boolean', summary: 'works in test mode only' },
    ...nameFlags,
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, customers, memberships }, platform) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const customer = await findCustomer(customers, organizer, { id: flags.customer })
      const type = await findMembershipType(memberships, organizer, flags.type)
      const { nameParts = {} } = customerTexts.read(new Map(namePairs(flags)), organizer)
      const membership = await memberships.create(
        organizer,
        customer.id,
        {
          typeId: type.id,
          startsAt: readMoment(flags.from, organizer.timeZone, 'start'),
          endsAt: readMoment(flags.until, organizer.timeZone, 'end'),
          isTest: flags.test,
          attendeeNameParts: nameParts,
        },
        { type: 'command' },
      )
      const json = membershipJson(membership, customer.identifier, platform.clock.now())
      out.answer(json, `granted membership ${membership.id} to customer ${customer.identifier}`)
    })
  },
})
