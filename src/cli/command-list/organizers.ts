import type { CommandEntry } from '../command.ts'

/** Commands for the organizers of an installation. */
export const organizerCommands: readonly CommandEntry[] = [
  {
    noun: 'organizer',
    verb: 'create',
    summary: 'create an organizer',
    load: () => import('../commands/organizer-create.ts'),
  },
  {
    noun: 'organizer',
    verb: 'set',
    summary: 'change settings and properties of an organizer',
    load: () => import('../commands/organizer-set.ts'),
  },
  {
    noun: 'organizer',
    verb: 'logo',
    summary: 'set the logo of an organizer',
    load: () => import('../commands/organizer-logo.ts'),
  },
  { noun: 'organizer', verb: 'list', summary: 'list organizers', load: () => import('../commands/organizer-list.ts') },
]
