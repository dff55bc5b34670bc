import { ruleCells, ruleJson } from '../claim-rule-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { findProvider, ONE_PROVIDER } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_PROVIDER,
  notes: () => 'Rules do not depend on each other, so their order does not matter.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders, claimRules, memberships }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const provider = await findProvider(ssoProviders, organizer, ctx.flags)
      const rules = await claimRules.of(organizer.id, provider.id)
      const holders = await claimRules.holders(
        organizer.id,
        rules.map(({ id }) => id),
      )
      const list = rules.map((rule) => ({ ...ruleJson(rule, provider.slug), people: holders.get(rule.id) ?? 0 }))
      const cells = await Promise.all(rules.map((rule) => ruleCells(rule, organizer, memberships)))
      ctx.out.answer({ provider: provider.slug, rules: list }, () =>
        table(
          list.map(({ id, active, people }, at) => [
            id,
            active ? 'on' : 'off',
            ...(cells[at] ?? []),
            people === 1 ? '1 person' : `${people} people`,
          ]),
        ),
      )
    })
  },
})
