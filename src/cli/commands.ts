import type { CommandEntry } from './command.ts'

/** Every command of `foyer`, in the order of its help. */
export const commands: readonly CommandEntry[] = [
  { noun: 'serve', summary: 'run the server', load: () => import('./commands/serve.ts') },
  { noun: 'migrate', summary: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
  {
    noun: 'organizer',
    verb: 'create',
    summary: 'create an organizer',
    load: () => import('./commands/organizer-create.ts'),
  },
  {
    noun: 'organizer',
    verb: 'set',
    summary: 'change settings and properties of an organizer',
    load: () => import('./commands/organizer-set.ts'),
  },
  { noun: 'organizer', verb: 'list', summary: 'list organizers', load: () => import('./commands/organizer-list.ts') },
  { noun: 'routes', summary: 'print every address of the server', load: () => import('./commands/routes.ts') },
  { noun: 'config', summary: 'show the effective settings', load: () => import('./commands/config.ts') },
]
