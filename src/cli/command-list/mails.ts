import type { CommandEntry } from '../command.ts'

/** Commands for the mails that customers get. */
export const mailCommands: readonly CommandEntry[] = [
  {
    noun: 'mail-text',
    verb: 'show',
    summary: 'show the text of a mail to customers',
    load: () => import('../commands/mail-text-show.ts'),
  },
  {
    noun: 'mail-text',
    verb: 'set',
    summary: 'word a mail to customers anew',
    load: () => import('../commands/mail-text-set.ts'),
  },
  {
    noun: 'mail-text',
    verb: 'reset',
    summary: 'go back to the default text of a mail',
    load: () => import('../commands/mail-text-reset.ts'),
  },
]
