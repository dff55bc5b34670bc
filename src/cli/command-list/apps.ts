import type { CommandEntry } from '../command.ts'

/** Commands for apps whose customers log in here. */
export const appCommands: readonly CommandEntry[] = [
  {
    noun: 'client',
    verb: 'create',
    summary: 'connect an app to the accounts of an organizer',
    load: () => import('../commands/client-create.ts'),
  },
  {
    noun: 'client',
    verb: 'list',
    summary: 'list the connected apps of an organizer',
    load: () => import('../commands/client-list.ts'),
  },
  {
    noun: 'client',
    verb: 'set',
    summary: 'change settings of a connected app',
    load: () => import('../commands/client-set.ts'),
  },
  { noun: 'client', verb: 'show', summary: 'show a connected app', load: () => import('../commands/client-show.ts') },
  {
    noun: 'client',
    verb: 'test',
    summary: 'play a connected app and check every step of its logins',
    load: () => import('../commands/client-test.ts'),
  },
  {
    noun: 'client',
    verb: 'rotate-secret',
    summary: 'replace the secret of an app; the old one ends at once',
    load: () => import('../commands/client-rotate-secret.ts'),
  },
  {
    noun: 'client',
    verb: 'disable',
    summary: 'switch an app off and end what it was given',
    load: () => import('../commands/client-disable.ts'),
  },
  {
    noun: 'client',
    verb: 'enable',
    summary: 'switch an app on again',
    load: () => import('../commands/client-enable.ts'),
  },
  {
    noun: 'client',
    verb: 'delete',
    summary: 'delete an app for good',
    load: () => import('../commands/client-delete.ts'),
  },
  {
    noun: 'registration-token',
    verb: 'create',
    summary: 'let apps register themselves, with a token',
    load: () => import('../commands/registration-token-create.ts'),
  },
  {
    noun: 'registration-token',
    verb: 'list',
    summary: 'list the registration tokens of an organizer',
    load: () => import('../commands/registration-token-list.ts'),
  },
  {
    noun: 'registration-token',
    verb: 'revoke',
    summary: 'end a registration token; apps that registered with it stay',
    load: () => import('../commands/registration-token-revoke.ts'),
  },
  {
    noun: 'refusal',
    verb: 'show',
    summary: 'look up why a request of an app was refused, by its reference code',
    load: () => import('../commands/refusal-show.ts'),
  },
  {
    noun: 'keys',
    verb: 'list',
    summary: 'list the signing keys of an organizer',
    load: () => import('../commands/keys-list.ts'),
  },
  {
    noun: 'keys',
    verb: 'rotate',
    summary: 'sign with a new key; the former one stays published',
    load: () => import('../commands/keys-rotate.ts'),
  },
]
