import type { CommandEntry } from '../command.ts'

/** Commands that bring up a server. */
export const serverCommands: readonly CommandEntry[] = [
  { noun: 'serve', summary: 'run the server', load: () => import('../commands/serve.ts') },
  { noun: 'demo', summary: 'run the server with something to look at', load: () => import('../commands/demo.ts') },
  { noun: 'migrate', summary: 'bring the database up to date', load: () => import('../commands/migrate.ts') },
]
