import { RULE_FLAGS, ruleInput } from '../claim-rule-flags.ts'
import { findRule, ONE_RULE, ruleJson } from '../claim-rule-view.ts'
import { defineCommand } from '../command.ts'
import { findMembershipType } from '../find-membership.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findProvider } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { ...ONE_RULE, ...RULE_FLAGS },
  notes: () =>
    'What is not given stays as it is. Who would not get it any more loses it; nobody gains without a login.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders, claimRules, memberships }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const before = await findRule(claimRules, organizer, ctx.flags.rule)
      const input = await ruleInput(
        ctx.flags,
        before,
        async (type) => (await findMembershipType(memberships, organizer, type)).id,
      )
      const rule = await claimRules.update(organizer, before.id, input, { type: 'command' })
      await claimRules.endDue(organizer.id)
      const { slug } = await findProvider(ssoProviders, organizer, { id: rule.providerId })
      ctx.out.answer(ruleJson(rule, slug), `changed rule ${rule.id} of ${slug}`)
    })
  },
})
