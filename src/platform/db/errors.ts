import { FoyerError } from '../../core/errors.ts'

export interface UniqueKey {
  readonly table: string | undefined
  /** The columns of the violated key in the order of its index; empty for an index over expressions. */
  readonly columns: readonly string[]
  /** The name of the index, only when it is over expressions. */
  readonly index: string | undefined
}

/** A row with the same unique key exists. Both databases report the same key; values are never part of it. */
export class UniqueViolation extends FoyerError {
  readonly table: string | undefined
  readonly columns: readonly string[]
  readonly index: string | undefined

  constructor(key: UniqueKey) {
    const name = key.index ?? `${key.table ?? '?'} (${key.columns.join(', ')})`
    super(`a row with the same unique key exists: ${name}`, { code: 'unique_violation', status: 409 })
    this.table = key.table
    this.columns = key.columns
    this.index = key.index
  }

  /** Whether exactly these columns, in any order, form the violated key. */
  isOn(...columns: readonly string[]): boolean {
    return columns.length === this.columns.length && columns.every((column) => this.columns.includes(column))
  }
}

/** A row refers to a row that does not exist, or a row is removed that others refer to. */
export class ForeignKeyViolation extends FoyerError {
  constructor() {
    super('a referenced row is missing or still in use', { code: 'foreign_key_violation', status: 409 })
  }
}

/** The database works but could not do this in time: a lock, a deadlock, a timeout, no free connection. Worth a retry. */
export class DatabaseBusy extends FoyerError {
  constructor(reason: string) {
    super(`database busy: ${reason}`, {
      code: 'database_busy',
      status: 503,
      text: { key: 'errors:overloaded' },
      headers: { 'retry-after': '2' },
    })
  }
}

/** The database cannot be reached, opened or written. The message never holds a password. */
export class DatabaseUnavailable extends FoyerError {
  constructor(reason: string) {
    super(reason, {
      code: 'database_unavailable',
      status: 503,
      text: { key: 'errors:overloaded' },
      headers: { 'retry-after': '5' },
    })
  }
}

/** The database was migrated by a later version of the program. */
export class DatabaseNewer extends FoyerError {
  readonly unknown: readonly string[]
  constructor(unknown: readonly string[]) {
    super(
      `the database was migrated by a newer version of Foyer (${unknown.join(', ')}): start that version, or restore a backup`,
      { code: 'database_newer', status: 500 },
    )
    this.unknown = unknown
  }
}

/** A text that a database cannot store: it contains the character U+0000. */
export class UnstorableText extends FoyerError {
  constructor() {
    super('a text contains the character U+0000', { code: 'unstorable_text', status: 400 })
  }
}

/** Stored JSON that is not what the program expects. Names the places, never the values. */
export class StoredDataInvalid extends FoyerError {
  constructor(what: string, problem: string) {
    super(`stored ${what} is invalid: ${problem}`, { code: 'stored_data_invalid', status: 500 })
  }
}

/** A mistake in the program's use of the database, e.g. a transaction inside a transaction. */
export class DatabaseMisuse extends FoyerError {
  constructor(message: string) {
    super(message, { code: 'database_misuse', status: 500 })
  }
}
