import { migrateToLatest, migrationState } from '../../platform/db/migrate.ts'
import { defineCommand } from '../command.ts'
import { withPlatform } from '../platform.ts'

export default defineCommand({
  positionals: {},
  flags: { check: { type: 'boolean', summary: 'only tell what is pending; exit status 1 when something is' } },
  async run(ctx) {
    await withPlatform(ctx, async (platform) => {
      if (ctx.flags.check) {
        const { applied, pending } = await migrationState(platform.db)
        ctx.out.answer({ applied, pending }, pending.length === 0 ? 'up to date' : `pending: ${pending.join(', ')}`)
        if (pending.length > 0) throw new Error('the database is not up to date; run "foyer migrate"')
        return
      }
      const done = await migrateToLatest(platform.db)
      ctx.out.answer({ migrated: done }, done.length === 0 ? 'up to date' : `migrated: ${done.join(', ')}`)
    })
  },
})
