import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { InvalidInput } from '../../core/errors.ts'
import type { CustomerImport, CustomerImports } from '../../features/customer-import/index.ts'
import type { Organizer } from '../../features/organizers/index.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { progressBar } from '../progress.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

const SHOWN_PROBLEMS = 100
const LOOK_AGAIN_MS = 300

export default defineCommand({
  positionals: {
    file: { summary: 'CSV with one customer a line and heads in the first' },
  },
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    map: {
      type: 'strings',
      summary: 'which column is which field, as HEAD=FIELD; heads that are known are found without it',
    },
    existing: { type: 'string', choices: ['skip', 'update'], summary: 'what happens to customers that exist; skip' },
    by: {
      type: 'string',
      choices: ['email', 'external_identifier', 'identifier'],
      summary: 'the field by which they are recognised; email',
    },
    verified: { type: 'boolean', summary: 'the addresses count as confirmed where no column says so' },
    'dry-run': { type: 'boolean', summary: 'check every row and store nothing' },
  },
  notes: () =>
    [
      'Fields are those of `customer set`, and identifier and password_hash: a hash of Django (argon2, pbkdf2_sha256 or',
      'bcrypt_sha256), which the first login makes anew. HEAD= leaves a column out.',
      '',
      'Rows with problems are left out and named, the others are imported; exit status 1 when there are any. Nothing is sent to',
      'anybody.',
    ].join('\n'),
  async run(ctx) {
    const { flags, out } = ctx
    const file = resolve(ctx.cwd, ctx.positionals.file)
    const data = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${file} cannot be read (${error.code ?? error.message})`)
    })
    await withFeatures(ctx, async ({ organizers, customerImports }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const job = await customerImports.create(organizer, { name: basename(file), data }, { type: 'command' })
      await configure(customerImports, organizer, job, flags)
      let done = await goThrough(customerImports, organizer, job, 'check')
      if (!flags['dry-run'] && done.state === 'checked') done = await goThrough(customerImports, organizer, job, 'run')
      const problems = await customerImports.problems(organizer, job.id, SHOWN_PROBLEMS)
      if (flags['dry-run']) await customerImports.cancel(organizer, job.id)
      if (!done || (done.state !== 'done' && done.state !== 'checked'))
        throw new Error('the import was stopped by a fault')
      const { totalRows: rows, created, updated, skipped, failed } = done
      const errors = problems.map(({ row, problems: fields }) => ({
        row,
        fields: Object.fromEntries(Object.entries(fields).map(([field, { key }]) => [field, key])),
      }))
      out.answer({ rows, created, updated, skipped, failed, errors }, () =>
        table(Object.entries({ rows, created, updated, skipped, failed }).map(([what, n]) => [what, String(n)])),
      )
      if (failed > 0) throw new Error(failed === 1 ? '1 row failed' : `${failed} rows failed`)
    })
  },
})

interface MappingFlags {
  readonly map: readonly string[]
  readonly existing?: string | undefined
  readonly by?: string | undefined
  readonly verified: boolean
}

/** Assigns the columns; an import that cannot be begun is not left behind. */
async function configure(
  imports: CustomerImports,
  organizer: Organizer,
  { id, settings: { columns, mapping } }: CustomerImport,
  { map, existing, by, verified }: MappingFlags,
): Promise<void> {
  try {
    await imports.configure(organizer, id, {
      mapping: mappingOf(columns, mapping, map),
      existing: existing === 'update' ? 'update' : 'skip',
      matchBy: by === 'identifier' || by === 'external_identifier' ? by : 'email',
      verified,
    })
  } catch (error) {
    await imports.cancel(organizer, id)
    throw error instanceof InvalidInput ? byColumn(error, columns) : error
  }
}

/** Works on it until it is done; a server that runs beside may do a part, or all of it. */
async function goThrough(
  imports: CustomerImports,
  organizer: Organizer,
  { id, totalRows }: CustomerImport,
  what: 'check' | 'run',
): Promise<CustomerImport> {
  const bar = progressBar(totalRows)
  const show = (done: number) => {
    bar.at(done, `${done} rows`)
    return true
  }
  try {
    await imports.begin(organizer, id, what)
    for (;;) {
      await imports.work(organizer, id, show)
      const job = await imports.find(organizer, id)
      if (!job) throw new Error('the import is gone')
      if (job.state !== 'checking' && job.state !== 'running') return job
      show(job.doneRows)
      await sleep(LOOK_AGAIN_MS)
    }
  } finally {
    bar.end()
  }
}

function mappingOf(
  columns: readonly string[],
  guessed: readonly (string | null)[],
  pairs: readonly string[],
): (string | null)[] {
  const mapping = [...guessed]
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=')
    const index = at < 0 ? -1 : columns.indexOf(pair.slice(0, at))
    if (index < 0) throw new UsageError(`--map ${pair}: there is no such column; the file has ${columns.join(', ')}`)
    mapping[index] = pair.slice(at + 1) || null
  }
  return mapping
}

/** Problems under the heads of the columns instead of their numbers. */
function byColumn({ fields }: InvalidInput, columns: readonly string[]): InvalidInput {
  return new InvalidInput(
    Object.fromEntries(
      Object.entries(fields).map(([field, message]) => {
        const index = /^column-(\d+)$/.exec(field)?.[1]
        return [index === undefined ? field : (columns[Number(index)] ?? field), message]
      }),
    ),
  )
}
