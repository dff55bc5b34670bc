import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: { slug: { summary: 'short form of the organizer' } },
  flags: {
    file: { type: 'string', required: true, summary: 'a PNG, JPEG or WebP of 512 KiB at most, to be seen on white' },
  },
  async run(ctx) {
    const file = resolve(ctx.cwd, ctx.flags.file)
    const data = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${file} cannot be read (${error.code ?? error.message})`)
    })
    await withFeatures(ctx, async ({ organizers }) => {
      const organizer = await findOrganizer(organizers, ctx.positionals.slug)
      const { logoHash } = await organizers.setLogo(organizer, data, { type: 'command' })
      ctx.out.answer({ slug: organizer.slug, logo: logoHash }, `set the logo of ${organizer.slug}`)
    })
  },
})
