import { DatabaseBusy, DatabaseUnavailable, ForeignKeyViolation, UniqueViolation } from '../errors.ts'

/** https://www.sqlite.org/rescode.html */
const PRIMARY = {
  busy: 5,
  locked: 6,
  readonly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
}
const UNIQUE = new Set([1555, 2067, 2579])
const FOREIGN_KEY = new Set([787, 1811])
const REASONS = new Map([
  [PRIMARY.readonly, 'the database file is read-only'],
  [PRIMARY.ioError, 'reading or writing the database file failed'],
  [PRIMARY.corrupt, 'the database file is damaged'],
  [PRIMARY.full, 'the disk is full'],
  [PRIMARY.cannotOpen, 'the database file cannot be opened'],
  [PRIMARY.notADatabase, 'the file is not a SQLite database'],
])

function errcodeOf(error: unknown): number {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') return error.errcode
  return 0
}

/** Whether another process holds the lock. */
export function isBusy(error: unknown): boolean {
  const primary = errcodeOf(error) & 0xff
  return primary === PRIMARY.busy || primary === PRIMARY.locked
}

function uniqueViolation(message: string): UniqueViolation {
  const index = /failed: index '(.*)'$/.exec(message)?.[1]
  if (index !== undefined) return new UniqueViolation({ table: undefined, columns: [], index })
  const names = (/failed: (.*)$/.exec(message)?.[1] ?? '').split(', ').map((name) => name.split('.'))
  return new UniqueViolation({
    table: names[0]?.[0],
    columns: names.map(([, column]) => column ?? ''),
    index: undefined,
  })
}

/** The typed error for an error of SQLite; anything else comes back as it is. */
export function translateSqliteError(error: unknown): unknown {
  const code = errcodeOf(error)
  if (code === 0 || !(error instanceof Error)) return error
  if (UNIQUE.has(code)) return uniqueViolation(error.message)
  if (FOREIGN_KEY.has(code)) return new ForeignKeyViolation()
  if (isBusy(error)) return new DatabaseBusy('another process holds the lock')
  const reason = REASONS.get(code & 0xff)
  return reason === undefined ? error : new DatabaseUnavailable(reason)
}
