import { inputOf } from '../../features/sso-providers/index.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { iconFile, PROVIDER_FLAGS, PROVIDER_SWITCHES, providerFields } from '../provider-flags.ts'
import { findProvider, ONE_PROVIDER, providerJson, providerLines } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { ...ONE_PROVIDER, ...PROVIDER_FLAGS, ...PROVIDER_SWITCHES },
  notes: () => 'What is not given stays as it is. An empty value ("") takes a claim or an address away.',
  async run(ctx) {
    const icon = await iconFile(ctx.flags.icon, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findProvider(ssoProviders, organizer, ctx.flags)
      const typed = await providerFields(ctx.flags, organizer.locale, ctx.cwd)
      const actor = { type: 'command' } as const
      const changed = await ssoProviders.update(organizer.id, id, inputOf(typed), actor)
      const provider = icon ? await ssoProviders.setIcon(organizer.id, id, icon, actor) : changed
      const answer = providerJson(provider, organizer, ctx.config)
      ctx.out.answer(answer, () => table(providerLines(answer)))
    })
  },
})
