import { defineCommand } from '../command.ts'
import { runServer } from '../run-server.ts'

export default defineCommand({
  positionals: {},
  flags: { workers: { type: 'number', summary: 'processes that share the port; default: the setting "workers"' } },
  async run(ctx) {
    await runServer(ctx, { workers: ctx.flags.workers ?? ctx.config.workers })
  },
})
