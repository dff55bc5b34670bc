import type { CommandEntry } from './command.ts'

/** Every command of `foyer`, in the order of its help. */
export const commands: readonly CommandEntry[] = [
  { noun: 'serve', summary: 'run the server', load: () => import('./commands/serve.ts') },
  { noun: 'demo', summary: 'run the server with something to look at', load: () => import('./commands/demo.ts') },
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
  {
    noun: 'client',
    verb: 'create',
    summary: 'connect an app to the accounts of an organizer',
    load: () => import('./commands/client-create.ts'),
  },
  {
    noun: 'client',
    verb: 'list',
    summary: 'list the connected apps of an organizer',
    load: () => import('./commands/client-list.ts'),
  },
  { noun: 'client', verb: 'show', summary: 'show a connected app', load: () => import('./commands/client-show.ts') },
  {
    noun: 'client',
    verb: 'rotate-secret',
    summary: 'replace the secret of an app; the old one ends at once',
    load: () => import('./commands/client-rotate-secret.ts'),
  },
  {
    noun: 'client',
    verb: 'disable',
    summary: 'switch an app off and end what it was given',
    load: () => import('./commands/client-disable.ts'),
  },
  {
    noun: 'client',
    verb: 'enable',
    summary: 'switch an app on again',
    load: () => import('./commands/client-enable.ts'),
  },
  {
    noun: 'client',
    verb: 'delete',
    summary: 'delete an app for good',
    load: () => import('./commands/client-delete.ts'),
  },
  {
    noun: 'keys',
    verb: 'list',
    summary: 'list the signing keys of an organizer',
    load: () => import('./commands/keys-list.ts'),
  },
  {
    noun: 'keys',
    verb: 'rotate',
    summary: 'sign with a new key; the former one stays published',
    load: () => import('./commands/keys-rotate.ts'),
  },
  {
    noun: 'customer',
    verb: 'create',
    summary: 'create a customer account',
    load: () => import('./commands/customer-create.ts'),
  },
  {
    noun: 'customer',
    verb: 'show',
    summary: 'show a customer',
    load: () => import('./commands/customer-show.ts'),
  },
  {
    noun: 'customer',
    verb: 'set',
    summary: 'change a customer',
    load: () => import('./commands/customer-set.ts'),
  },
  {
    noun: 'customer',
    verb: 'anonymize',
    summary: 'remove everything personal of a customer',
    load: () => import('./commands/customer-anonymize.ts'),
  },
  {
    noun: 'customer',
    verb: 'list',
    summary: 'list and search customers',
    load: () => import('./commands/customer-list.ts'),
  },
  {
    noun: 'doctor',
    summary: 'check settings, database, mail and what else the program depends on',
    load: () => import('./commands/doctor.ts'),
  },
  { noun: 'backup', summary: 'copy the SQLite database', load: () => import('./commands/backup.ts') },
  { noun: 'routes', summary: 'print every address of the server', load: () => import('./commands/routes.ts') },
  { noun: 'config', summary: 'show the effective settings', load: () => import('./commands/config.ts') },
]
