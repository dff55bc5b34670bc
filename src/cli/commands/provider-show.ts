import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { findProvider, ONE_PROVIDER, providerJson, providerLines } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_PROVIDER,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const provider = await findProvider(ssoProviders, organizer, ctx.flags)
      const { customers, onlyWay, loginsIn7Days } = await ssoProviders.usage(organizer.id, provider.id)
      const usage = { customers, customers_without_other_way: onlyWay, customers_in_7_days: loginsIn7Days }
      const answer = { ...providerJson(provider, organizer, ctx.config), ...usage }
      ctx.out.answer(answer, () => table(providerLines(answer)))
    })
  },
})
