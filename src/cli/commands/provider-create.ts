import { inputOf } from '../../features/sso-providers/index.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { iconFile, PROVIDER_FLAGS, PROVIDER_SWITCHES, providerFields } from '../provider-flags.ts'
import { providerJson, providerLines } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    preset: {
      type: 'string',
      choices: ['google', 'entra', 'apple', 'auth0', 'keycloak', 'authentik', 'zitadel', 'pretix', 'foyer', 'other'],
      summary: 'what is known of a kind of provider; default other',
    },
    slug: { type: 'string', summary: 'short form, part of the redirect URI; default after the name' },
    ...PROVIDER_FLAGS,
    ...PROVIDER_SWITCHES,
  },
  notes: () => 'The provider is asked for its description, and has to answer. Register redirect_uri there.',
  async run(ctx) {
    const { organizer: slugOfOrganizer, preset, slug } = ctx.flags
    const icon = await iconFile(ctx.flags.icon, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, slugOfOrganizer)
      const typed = { ...(await providerFields(ctx.flags, organizer.locale, ctx.cwd)), preset, slug }
      const actor = { type: 'command' } as const
      const made = await ssoProviders.create(organizer.id, inputOf(typed), actor)
      const provider = icon ? await ssoProviders.setIcon(organizer.id, made.id, icon, actor) : made
      const answer = providerJson(provider, organizer, ctx.config)
      ctx.out.answer(answer, () => table(providerLines(answer)))
    })
  },
})
