import { CONDITION_FLAGS, conditionInput } from '../claim-rule-flags.ts'
import { findRule } from '../claim-rule-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { findProvider, ONE_PROVIDER } from '../provider-view.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_PROVIDER,
    rule: { type: 'string', summary: 'ID of a rule that is to be changed; without one a new rule is tried' },
    ...CONDITION_FLAGS,
  },
  notes: () => 'Changes nothing. Looks at the last login of each person, the latest 500 people.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, ssoProviders, claimRules }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const provider = await findProvider(ssoProviders, organizer, flags)
      const rule = flags.rule === undefined ? null : await findRule(claimRules, organizer, flags.rule)
      if (rule !== null && rule.providerId !== provider.id) throw new UsageError('--rule is of another provider')
      const condition = claimRules.checkCondition(conditionInput(flags, rule ?? undefined))
      const { last, ...counts } = await claimRules.preview(organizer.id, provider.id, condition, rule?.id ?? null)
      const answer = {
        provider: provider.slug,
        rule: rule?.id ?? null,
        ...condition,
        last_login_holds: last?.holds ?? null,
        claims_of_last_login: last?.names ?? [],
        ...counts,
      }
      out.answer(answer, () =>
        table([
          ['people looked at', `${counts.looked} (at most ${counts.most})`],
          ['the rule holds for', String(counts.holds)],
          ['would get it with their next login', String(counts.gains)],
          ['have it and would lose it', String(counts.loses)],
          ['claims of the last login', (last?.names ?? []).join(', ')],
        ]),
      )
    })
  },
})
