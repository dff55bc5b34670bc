import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {
    slug: { summary: 'short form of the organizer' },
    values: { summary: 'key=value, such as customer_accounts=true', rest: true },
  },
  flags: {},
  notes: () => 'The keys are those of the settings page. One that is not known is answered with the list of all.',
  async run(ctx) {
    const values = Object.fromEntries(ctx.positionals.values.map(readPair))
    await withFeatures(ctx, async ({ organizers }) => {
      const organizer = await findOrganizer(organizers, ctx.positionals.slug)
      const { domain, ...rest } = values
      if (domain !== undefined) await organizers.addDomain(organizer, domain, { type: 'command' })
      const changed = await organizers.set(organizer, rest, { type: 'command' })
      const { settings, domains, logoHash: _, ...properties } = changed
      ctx.out.answer({ ...properties, domains, settings }, `changed ${changed.slug}`)
    })
  },
})

function readPair(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`"${text}" is not of the form key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}
