import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { keyJson, keyLines } from '../key-view.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, openidProvider }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const keys = await openidProvider.keys.list(organizer.id)
      ctx.out.answer({ organizer: organizer.slug, keys: keys.map(keyJson) }, () => table(keyLines(keys)))
    })
  },
})
