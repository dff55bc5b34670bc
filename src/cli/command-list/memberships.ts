import type { CommandEntry } from '../command.ts'

/** Commands for memberships and their types. */
export const membershipCommands: readonly CommandEntry[] = [
  {
    noun: 'membership-type',
    verb: 'create',
    summary: 'create a type of membership',
    load: () => import('../commands/membership-type-create.ts'),
  },
  {
    noun: 'membership-type',
    verb: 'list',
    summary: 'list the types of membership of an organizer',
    load: () => import('../commands/membership-type-list.ts'),
  },
  {
    noun: 'membership',
    verb: 'create',
    summary: 'grant a membership to a customer',
    load: () => import('../commands/membership-create.ts'),
  },
  {
    noun: 'membership',
    verb: 'list',
    summary: 'list the memberships of a customer',
    load: () => import('../commands/membership-list.ts'),
  },
  {
    noun: 'membership',
    verb: 'cancel',
    summary: 'cancel a membership, or take that back',
    load: () => import('../commands/membership-cancel.ts'),
  },
]
