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
  {
    noun: 'provider',
    verb: 'rule list',
    summary: 'list the rules of an SSO provider, and how many people have something from each',
    load: () => import('../commands/provider-rule-list.ts'),
  },
  {
    noun: 'provider',
    verb: 'rule create',
    summary: 'give people of an SSO provider a membership or a tag as long as a claim holds',
    load: () => import('../commands/provider-rule-create.ts'),
  },
  {
    noun: 'provider',
    verb: 'rule set',
    summary: 'change a rule, switch it off or on',
    load: () => import('../commands/provider-rule-set.ts'),
  },
  {
    noun: 'provider',
    verb: 'rule preview',
    summary: 'show what a rule would do with the last logins',
    load: () => import('../commands/provider-rule-preview.ts'),
  },
  {
    noun: 'provider',
    verb: 'rule delete',
    summary: 'delete a rule; what it gave ends',
    load: () => import('../commands/provider-rule-delete.ts'),
  },
]
