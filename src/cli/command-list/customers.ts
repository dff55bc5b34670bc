import type { CommandEntry } from '../command.ts'

/** Commands for customers and their orders. */
export const customerCommands: readonly CommandEntry[] = [
  {
    noun: 'customer',
    verb: 'create',
    summary: 'create a customer account',
    load: () => import('../commands/customer-create.ts'),
  },
  {
    noun: 'customer',
    verb: 'show',
    summary: 'show a customer',
    load: () => import('../commands/customer-show.ts'),
  },
  {
    noun: 'customer',
    verb: 'set',
    summary: 'change a customer',
    load: () => import('../commands/customer-set.ts'),
  },
  {
    noun: 'customer',
    verb: 'tag',
    summary: 'add tags to a customer, or remove them',
    load: () => import('../commands/customer-tag.ts'),
  },
  {
    noun: 'customer',
    verb: 'anonymize',
    summary: 'remove everything personal of a customer',
    load: () => import('../commands/customer-anonymize.ts'),
  },
  {
    noun: 'customer',
    verb: 'import',
    summary: 'import customers from a CSV file',
    load: () => import('../commands/customer-import.ts'),
  },
  {
    noun: 'customer',
    verb: 'list',
    summary: 'list and search customers',
    load: () => import('../commands/customer-list.ts'),
  },
  {
    noun: 'orders',
    verb: 'import',
    summary: 'store orders of a shop, or what has changed in them',
    load: () => import('../commands/orders-import.ts'),
  },
]
