import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { findProvider, ONE_PROVIDER, providerJson } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_PROVIDER,
  notes: () => 'Asks the provider now and says what it answers. Exit status 1 when something is wrong.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findProvider(ssoProviders, organizer, ctx.flags)
      const provider = await ssoProviders.refresh(organizer.id, id)
      const { slug, issuer, problem } = providerJson(provider, organizer, ctx.config)
      if (problem) throw new Error(String(problem))
      const { metadata, keys } = await ssoProviders.connection(provider)
      const answer = {
        slug,
        issuer,
        authorization_endpoint: metadata.authorization_endpoint ?? null,
        token_endpoint: metadata.token_endpoint ?? null,
        userinfo_endpoint: metadata.userinfo_endpoint ?? null,
        end_session_endpoint: metadata.end_session_endpoint ?? null,
        jwks_uri: metadata.jwks_uri ?? null,
        keys: keys.known()?.keys.map(({ kid }) => kid ?? null) ?? [],
      }
      ctx.out.answer(answer, () => table(Object.entries(answer).map(([name, value]) => [name, String(value ?? '')])))
    })
  },
})
