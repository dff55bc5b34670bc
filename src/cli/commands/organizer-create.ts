import { defineCommand } from '../command.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    slug: { type: 'string', required: true, summary: 'short form, part of its addresses' },
    name: { type: 'string', required: true, summary: 'full name' },
    locale: { type: 'string', choices: ['en', 'de'], summary: 'language of its pages and mails' },
    'time-zone': { type: 'string', summary: 'such as Europe/Berlin' },
    'brand-color': { type: 'string', summary: 'such as #0b6b4f' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers }) => {
      const organizer = await organizers.create(
        {
          slug: flags.slug,
          name: flags.name,
          ...(flags.locale && { locale: flags.locale }),
          ...(flags['time-zone'] && { timeZone: flags['time-zone'] }),
          ...(flags['brand-color'] && { brandColor: flags['brand-color'] }),
        },
        { type: 'command' },
      )
      const issuer = `${ctx.config.url}/${organizer.slug}`
      out.answer(
        { id: organizer.id, slug: organizer.slug, name: organizer.name, url: `${issuer}/`, issuer },
        `created ${organizer.slug}: ${issuer}/`,
      )
    })
  },
})
