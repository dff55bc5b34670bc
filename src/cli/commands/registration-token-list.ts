import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { tokenJson, tokenLines } from '../registration-token-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, clientRegistration }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const tokens = await clientRegistration.tokens.list(organizer.id)
      ctx.out.answer({ organizer: organizer.slug, tokens: tokens.map(tokenJson) }, () => table(tokenLines(tokens)))
    })
  },
})
