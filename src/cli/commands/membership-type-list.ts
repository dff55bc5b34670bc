import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { membershipTypeJson, typeName } from '../membership-view.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, memberships }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const types = await memberships.types(organizer.id)
      ctx.out.answer({ membership_types: types.map(membershipTypeJson) }, () =>
        table(types.map((type) => [type.id, typeName(type, organizer), String(type.maxUsages ?? '-')])),
      )
    })
  },
})
