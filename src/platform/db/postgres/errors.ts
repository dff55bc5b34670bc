import { DatabaseBusy, DatabaseUnavailable, ForeignKeyViolation, UniqueViolation, UnstorableText } from '../errors.ts'

const POOL_TIMEOUT = 'timeout exceeded when trying to connect'
const LOST = /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool)/

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BUSY = new Map([
  ['40001', 'the transaction could not be serialized'],
  ['40P01', 'a deadlock'],
  ['55P03', 'a lock was not available'],
  ['57014', 'the statement took too long'],
  ['53300', 'too many connections'],
])
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EACCES',
])
const UNAVAILABLE = /^(08...|57P0[1-5]|58...|53[12]00|25006|28...|3D000)$/

const textOf = (error: Error, name: string): string | undefined => {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : undefined
}

/** The detail reads `Key (a, b)=(1, 2) already exists.` in the language of the server. */
function uniqueViolation(error: Error): UniqueViolation {
  const table = textOf(error, 'table')
  const names = (/\((.*?)\)=\(/.exec(textOf(error, 'detail') ?? '')?.[1] ?? '').split(', ')
  const columns = names.map((name) => name.replace(/^"(.*)"$/, '$1'))
  if (columns.every((name) => /^[a-z_][a-z0-9_]*$/i.test(name)))
    return new UniqueViolation({ table, columns, index: undefined })
  return new UniqueViolation({ table: undefined, columns: [], index: textOf(error, 'constraint') })
}

/** Whether a prepared statement is no longer what the server knows: the schema changed, or a pooler is in between. */
export function preparedStatementProblem(error: unknown): 'outdated' | 'unsupported' | undefined {
  if (!(error instanceof Error)) return undefined
  const code = textOf(error, 'code')
  if (code === '0A000' && error.message.includes('cached plan')) return 'outdated'
  return code === '26000' || code === '42P05' ? 'unsupported' : undefined
}

/**
 * The typed error for an error of PostgreSQL or of its driver; anything else comes back as it is, but without the
 * detail, which would carry values of the row into the log.
 */
export function translatePostgresError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = textOf(error, 'code') ?? ''
  if (code === '23505') return uniqueViolation(error)
  if (code === '23503' || code === '23001') return new ForeignKeyViolation()
  if (code === '22021') return new UnstorableText()
  const busy = error.message === POOL_TIMEOUT ? 'no free connection' : BUSY.get(code)
  if (busy !== undefined) return new DatabaseBusy(busy)
  if (SYSTEM.has(code)) return new DatabaseUnavailable(`PostgreSQL cannot be reached: ${code}`)
  if (UNAVAILABLE.test(code) || LOST.test(error.message)) {
    return new DatabaseUnavailable(`PostgreSQL is not available: ${error.message}`)
  }
  Reflect.set(error, 'detail', undefined)
  return error
}
