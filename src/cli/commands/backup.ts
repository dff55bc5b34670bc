import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { backupSqlite } from '../../platform/db/sqlite/backup.ts'
import { sqliteFileOf } from '../../platform/platform.ts'
import { defineCommand } from '../command.ts'
import { withPlatform } from '../platform.ts'

export default defineCommand({
  positionals: {},
  flags: { to: { type: 'string', required: true, summary: 'file to write; it must not exist' } },
  notes: () =>
    [
      'Copies the SQLite database as it is at one moment; servers may go on meanwhile. To restore it, stop the servers, put it',
      'in the place of foyer.sqlite and remove foyer.sqlite-wal and foyer.sqlite-shm. The secret is not part of the copy.',
    ].join('\n'),
  async run(ctx) {
    const file = resolve(ctx.cwd, ctx.flags.to)
    if (ctx.config.databaseUrl !== '') {
      throw new Error(
        'PostgreSQL is backed up with its own tool: pg_dump --format=custom --file=foyer.dump "$DATABASE_URL"',
      )
    }
    const source = sqliteFileOf(ctx.config)
    if (!existsSync(source)) throw new Error(`there is no database ${source}`)
    await withPlatform(ctx, async ({ db }) => {
      const bytes = await backupSqlite(db, file)
      ctx.out.answer({ file, bytes }, `${file} (${bytes} bytes)`)
    })
  },
})
