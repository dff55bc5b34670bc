import { RULE_FLAGS, ruleInput } from '../claim-rule-flags.ts'
import { ruleJson } from '../claim-rule-view.ts'
import { defineCommand } from '../command.ts'
import { findMembershipType } from '../find-membership.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findProvider, ONE_PROVIDER } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { ...ONE_PROVIDER, ...RULE_FLAGS },
  notes: () => 'People get what it gives with their next login. "foyer provider rule preview" shows first who that is.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders, claimRules, memberships }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const provider = await findProvider(ssoProviders, organizer, ctx.flags)
      const input = await ruleInput(
        ctx.flags,
        null,
        async (type) => (await findMembershipType(memberships, organizer, type)).id,
      )
      const rule = await claimRules.create(organizer, provider.id, input, { type: 'command' })
      ctx.out.answer(ruleJson(rule, provider.slug), `added rule ${rule.id} to ${provider.slug}`)
    })
  },
})
