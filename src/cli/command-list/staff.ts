import type { CommandEntry } from '../command.ts'

/** Commands for staff accounts and teams. */
export const staffCommands: readonly CommandEntry[] = [
  {
    noun: 'user',
    verb: 'create',
    summary: 'create a staff account',
    load: () => import('../commands/user-create.ts'),
  },
  {
    noun: 'user',
    verb: 'list',
    summary: 'list staff accounts',
    load: () => import('../commands/user-list.ts'),
  },
  {
    noun: 'user',
    verb: 'set-password',
    summary: 'set the password of a staff account',
    load: () => import('../commands/user-set-password.ts'),
  },
  {
    noun: 'user',
    verb: 'reset-second-factor',
    summary: 'remove the second factors of a staff account',
    load: () => import('../commands/user-reset-second-factor.ts'),
  },
  {
    noun: 'user',
    verb: 'sessions',
    summary: 'list or end the sessions of a staff account',
    load: () => import('../commands/user-sessions.ts'),
  },
  { noun: 'user', verb: 'show', summary: 'show a staff account', load: () => import('../commands/user-show.ts') },
  {
    noun: 'user',
    verb: 'set',
    summary: 'change a staff account, switch it off or on',
    load: () => import('../commands/user-set.ts'),
  },
  {
    noun: 'user',
    verb: 'move',
    summary: 'let a staff account log in through another backend',
    load: () => import('../commands/user-move.ts'),
  },
  {
    noun: 'backend',
    verb: 'list',
    summary: 'list the ways in which staff can log in',
    load: () => import('../commands/backend-list.ts'),
  },
  {
    noun: 'team',
    verb: 'create',
    summary: 'create a team of an organizer',
    load: () => import('../commands/team-create.ts'),
  },
  {
    noun: 'team',
    verb: 'add',
    summary: 'let a staff account work for an organizer, or change its role',
    load: () => import('../commands/team-add.ts'),
  },
  {
    noun: 'team',
    verb: 'list',
    summary: 'list who works for an organizer, and its teams',
    load: () => import('../commands/team-list.ts'),
  },
  {
    noun: 'team',
    verb: 'invite',
    summary: 'add somebody to a team by email address, with or without an account',
    load: () => import('../commands/team-invite.ts'),
  },
  {
    noun: 'team',
    verb: 'permissions',
    summary: 'list who can do what at an organizer',
    load: () => import('../commands/team-permissions.ts'),
  },
  {
    noun: 'team',
    verb: 'remove',
    summary: 'end the work of a staff account for an organizer',
    load: () => import('../commands/team-remove.ts'),
  },
]
