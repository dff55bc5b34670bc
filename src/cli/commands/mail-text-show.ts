import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findKind, ONE_TEXT, textJson } from '../mail-text-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_TEXT,
  async run(ctx) {
    const { key, locale } = ctx.flags
    await withFeatures(ctx, async ({ organizers, mailTexts }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const answer = await textJson(mailTexts, organizer, findKind(mailTexts, key), locale)
      ctx.out.answer(answer, `${answer.subject}\n\n${answer.body}`)
    })
  },
})
