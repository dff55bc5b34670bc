import { inLanguage } from '../../features/sso-providers/index.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { providerJson } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const providers = await ssoProviders.list(organizer.id)
      const list = providers.map((provider) => providerJson(provider, organizer, ctx.config))
      ctx.out.answer({ providers: list }, () =>
        table(
          providers.map(({ slug, isActive, name, issuer, problem }) => [
            slug,
            isActive ? 'active' : 'disabled',
            problem === null ? 'good' : 'problem',
            inLanguage(name, 'en'),
            issuer,
          ]),
        ),
      )
    })
  },
})
