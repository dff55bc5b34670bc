import type { CommandEntry } from '../command.ts'

/** Commands for identity systems where customers log in. */
export const providerCommands: readonly CommandEntry[] = [
  {
    noun: 'provider',
    verb: 'create',
    summary: 'let customers log in with an identity system of the organizer',
    load: () => import('../commands/provider-create.ts'),
  },
  {
    noun: 'provider',
    verb: 'list',
    summary: 'list the SSO providers of an organizer',
    load: () => import('../commands/provider-list.ts'),
  },
  {
    noun: 'provider',
    verb: 'show',
    summary: 'show an SSO provider and who depends on it',
    load: () => import('../commands/provider-show.ts'),
  },
  {
    noun: 'provider',
    verb: 'set',
    summary: 'change an SSO provider, switch it off or on',
    load: () => import('../commands/provider-set.ts'),
  },
  {
    noun: 'provider',
    verb: 'check',
    summary: 'ask an SSO provider for its description and keys now',
    load: () => import('../commands/provider-check.ts'),
  },
  {
    noun: 'provider',
    verb: 'refresh',
    summary: 'read the descriptions of all SSO providers again',
    load: () => import('../commands/provider-refresh.ts'),
  },
  {
    noun: 'provider',
    verb: 'delete',
    summary: 'delete an SSO provider for good',
    load: () => import('../commands/provider-delete.ts'),
  },
]
