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
      const kind = findKind(mailTexts, key)
      await mailTexts.save(organizer, kind, locale, { subject: '', body: '' }, { type: 'command' })
      ctx.out.answer(await textJson(mailTexts, organizer, kind, locale), `${key} in ${locale} is the default again`)
    })
  },
})
