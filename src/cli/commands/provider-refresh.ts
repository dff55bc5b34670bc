import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { providerJson } from '../provider-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  notes: () => 'A running server does this every hour. Exit status 1 when a provider could not be read.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const active = (await ssoProviders.list(organizer.id)).filter(({ isActive }) => isActive)
      const read = []
      for (const { id } of active) read.push(await ssoProviders.refresh(organizer.id, id))
      const list = read.map((provider) => {
        const { slug, metadata_at, problem } = providerJson(provider, organizer, ctx.config)
        return { slug, metadata_at, problem }
      })
      ctx.out.answer({ providers: list }, () =>
        table(list.map(({ slug, problem }) => [String(slug), String(problem ?? 'good')])),
      )
      const failed = list.filter(({ problem }) => problem !== null).length
      if (failed > 0) throw new Error(failed === 1 ? '1 provider could not be read' : `${failed} could not be read`)
    })
  },
})
