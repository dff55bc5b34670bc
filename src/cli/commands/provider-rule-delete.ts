import { findRule, ONE_RULE } from '../claim-rule-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_RULE,
  notes: () => 'Memberships and tags that only this rule gave end at once. Each stands in the history of the customer.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, claimRules }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findRule(claimRules, organizer, ctx.flags.rule)
      const people = (await claimRules.holders(organizer.id, [id])).get(id) ?? 0
      await claimRules.remove(organizer, id, { type: 'command' })
      await claimRules.endDue(organizer.id)
      const answer = { id, organizer: organizer.slug, people, deleted: true }
      ctx.out.answer(
        answer,
        `deleted rule ${id}; ${people === 1 ? '1 person' : `${people} people`} had something from it`,
      )
    })
  },
})
