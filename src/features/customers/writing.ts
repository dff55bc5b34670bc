import { InvalidInput } from '../../core/errors.ts'
import type { Database } from '../../platform/db/db.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import { CustomerOutdated } from './errors.ts'
import type { CustomerFields } from './rules/fields.ts'
import { customerStore } from './store/customers.ts'
import { toColumns } from './store/row.ts'
import type { Customer } from './types.ts'

const MAX_TRIES = 50

/**
 * Writes the fields of an account over those that were read.
 * @param now instant in ms
 * @throws CustomerOutdated when somebody else wrote in between
 */
export async function writeFields(q: Database, before: Customer, fields: CustomerFields, now: number): Promise<void> {
  const { organizerId, id, modifiedAt } = before
  const columns = { ...toColumns(fields), modified_at: Math.max(now, modifiedAt + 1) }
  if (!(await customerStore(q).update(organizerId, id, columns, modifiedAt))) throw new CustomerOutdated()
}

/** Tries again when somebody else changes the account in the very same moment, unless the change is for one state of it. */
export async function untilCurrent<T>(readAt: number | undefined, run: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await translateTaken(run)
    } catch (error) {
      if (!(error instanceof CustomerOutdated) || readAt !== undefined || tries === MAX_TRIES) throw error
    }
  }
}

export async function translateTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UniqueViolation && error.isOn('organizer_id', 'email')) throw taken('email')
    if (error instanceof UniqueViolation && error.isOn('organizer_id', 'identifier')) throw taken('identifier')
    throw error
  }
}

export function bad(field: string, key: string): InvalidInput {
  return new InvalidInput({ [field]: { key } })
}

export function taken(field: 'email' | 'identifier'): InvalidInput {
  return bad(field, `customers:bad.${field}Taken`)
}
