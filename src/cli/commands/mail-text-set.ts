import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findKind, ONE_TEXT, textJson } from '../mail-text-view.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_TEXT,
    subject: { type: 'string', summary: 'one line, with placeholders such as {organizer}' },
    'body-file': { type: 'string', summary: 'a file with the text: Markdown with placeholders such as {name}' },
  },
  notes: () => 'What is not given stays as it is. "mail-text show" tells the placeholders.',
  async run(ctx) {
    const { key, locale, subject, 'body-file': file } = ctx.flags
    if (subject === undefined && file === undefined) throw new UsageError('give --subject, --body-file or both')
    const body = file === undefined ? undefined : await readText(resolve(ctx.cwd, file))
    await withFeatures(ctx, async ({ organizers, mailTexts }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const kind = findKind(mailTexts, key)
      const current = await mailTexts.current(organizer, kind, locale)
      const text = { subject: subject ?? current.subject, body: body ?? current.body }
      await mailTexts.save(organizer, kind, locale, text, { type: 'command' })
      ctx.out.answer(await textJson(mailTexts, organizer, kind, locale), `changed ${key} in ${locale}`)
    })
  },
})

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? error.message})`)
  })
}
