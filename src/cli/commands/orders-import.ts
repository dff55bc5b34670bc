import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { progressBar } from '../progress.ts'
import { withFeatures } from '../with-features.ts'

const SHOWN_ERRORS = 20

export default defineCommand({
  positionals: {
    file: { summary: 'one JSON object a line; "-" or nothing reads from standard input', optional: true },
  },
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    'dry-run': { type: 'boolean', summary: 'check every line and store nothing' },
  },
  notes: () =>
    [
      'Each line is an order: event, event_name, code, secret, email, customer (identifier or null), status (n, p, e, c), datetime,',
      'total, currency, testmode, locale, url and positions, each with positionid, item, variation, price, attendee_name,',
      'attendee_email, canceled and used_membership. Other fields are kept.',
      '',
      'Event and code tell an order apart: a line that was imported before changes nothing, a changed one updates its order. An',
      'order that a customer added to the account stays there when the line has no customer. Exit status 1 when lines failed; the',
      'others are stored all the same.',
    ].join('\n'),
  async run(ctx) {
    const { source, bytes: total } = await open(ctx.positionals.file, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, orders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const bar = progressBar(total)
      const report = await orders
        .importLines(organizer, source, {
          isDryRun: ctx.flags['dry-run'],
          onProgress: (bytes, lines) => bar.at(bytes, `${lines} lines`),
        })
        .finally(() => bar.end())
      const { errors, ...counts } = report
      ctx.out.answer({ ...report }, () =>
        [
          table(Object.entries(counts).map(([what, count]) => [what, String(count)])),
          ...errors.slice(0, SHOWN_ERRORS).map(errorLine),
        ].join('\n'),
      )
      if (report.failed > 0) throw new Error(report.failed === 1 ? '1 line failed' : `${report.failed} lines failed`)
    })
  },
})

function errorLine({ line, code, message }: { line: number; code?: string; message: string }): string {
  return `line ${line}${code === undefined ? '' : ` (${code})`}: ${message}`
}

async function open(
  name: string | undefined,
  cwd: string,
): Promise<{ source: AsyncIterable<Uint8Array>; bytes: number | null }> {
  if (name === undefined || name === '-') return { source: process.stdin, bytes: null }
  const file = resolve(cwd, name)
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? error.message})`)
  })
  if (found.isDirectory()) throw new Error(`${file} is a folder`)
  return { source: createReadStream(file), bytes: found.isFile() ? found.size : null }
}
