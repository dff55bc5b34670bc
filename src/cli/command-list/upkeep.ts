import type { CommandEntry } from '../command.ts'

/** Commands for whoever looks after an installation. */
export const upkeepCommands: readonly CommandEntry[] = [
  {
    noun: 'doctor',
    summary: 'check settings, database, mail and what else the program depends on',
    load: () => import('../commands/doctor.ts'),
  },
  { noun: 'backup', summary: 'copy the SQLite database', load: () => import('../commands/backup.ts') },
  { noun: 'routes', summary: 'print every address of the server', load: () => import('../commands/routes.ts') },
  { noun: 'config', summary: 'show the effective settings', load: () => import('../commands/config.ts') },
]
