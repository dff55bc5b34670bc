import { InvalidInput } from '../../core/errors.ts'
import { inputOf } from '../../features/sso-providers/index.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { iconFile, PROVIDER_FLAGS, PROVIDER_SWITCHES, providerFields } from '../provider-flags.ts'
import { findProvider, ONE_PROVIDER, providerJson, providerLines } from '../provider-view.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_PROVIDER,
    ...PROVIDER_FLAGS,
    ...PROVIDER_SWITCHES,
    yes: { type: 'boolean', summary: 'change issuer or user ID although customers are recognised by them' },
  },
  notes: () => 'What is not given stays as it is. An empty value ("") takes a claim or an address away.',
  async run(ctx) {
    const icon = await iconFile(ctx.flags.icon, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findProvider(ssoProviders, organizer, ctx.flags)
      const typed = await providerFields(ctx.flags, organizer.locale, ctx.cwd)
      const actor = { type: 'command' } as const
      const input = { ...inputOf(typed), newIdentities: ctx.flags.yes }
      const changed = await ssoProviders.update(organizer.id, id, input, actor).catch(explainStrangers)
      const provider = icon ? await ssoProviders.setIcon(organizer.id, id, icon, actor) : changed
      const answer = providerJson(provider, organizer, ctx.config)
      ctx.out.answer(answer, () => table(providerLines(answer)))
    })
  },
})

/** @throws UsageError instead of what only says how many customers would not be recognised */
function explainStrangers(error: unknown): never {
  const count = error instanceof InvalidInput ? error.fields.new_identities?.params?.count : undefined
  if (count === undefined) throw error
  throw new UsageError(
    `customers recognised by the issuer and user ID of today: ${count}; at their next login they would be somebody new. Give --yes if that is meant`,
  )
}
