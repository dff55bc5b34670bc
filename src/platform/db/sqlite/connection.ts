import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { CompiledQuery, QueryResult } from 'kysely'
import { checkParameters, type SqlValue } from '../parameters.ts'

const MAX_STATEMENTS = 500

interface Statement {
  readonly handle: StatementSync
  readonly returnsRows: boolean
  readonly booleans: readonly string[]
}

const toSqlite = (value: SqlValue): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value)

/** The numbers of affected rows that occur most, made once. */
const SMALL_COUNTS = Array.from({ length: 16 }, (_, i) => BigInt(i))

/**
 * One SQLite connection. Statements are prepared once per text, the least recently used are dropped. Everything is
 * synchronous: a statement has ended when the call returns.
 */
export class SqliteConnection {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, Statement>()
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  readonly #rollback: StatementSync

  /** `busyTimeoutMs` is how long a statement blocks the event loop while another process holds the lock. */
  constructor(file: string, busyTimeoutMs: number) {
    this.#db = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
    this.#begin = this.#db.prepare('begin immediate')
    this.#commit = this.#db.prepare('commit')
    this.#rollback = this.#db.prepare('rollback')
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction
  }

  /** Sets a pragma and answers its value. */
  pragma(setting: string): unknown {
    const row = this.#db.prepare(`pragma ${setting}`).get()
    return row === undefined ? undefined : Object.values(row)[0]
  }

  /** Begins a transaction with the write lock of the file. */
  begin(): void {
    this.#begin.run()
  }

  commit(): void {
    this.#commit.run()
  }

  /** Undoes the current transaction, if there is one. */
  rollback(): void {
    if (this.#db.isTransaction) this.#rollback.run()
  }

  run(query: CompiledQuery): QueryResult<Record<string, unknown>> {
    const parameters = checkParameters(query.parameters).map(toSqlite)
    const statement = this.#statement(query.sql)
    if (!statement.returnsRows) {
      const changes = Number(statement.handle.run(...parameters).changes)
      return { numAffectedRows: SMALL_COUNTS[changes] ?? BigInt(changes), rows: [] }
    }
    const rows: Record<string, unknown>[] = statement.handle.all(...parameters)
    for (const name of statement.booleans) {
      for (const row of rows) {
        if (row[name] !== null) row[name] = row[name] !== 0
      }
    }
    return { rows }
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) {
      if (this.#statements.size >= MAX_STATEMENTS) {
        this.#statements.delete(sql)
        this.#statements.set(sql, known)
      }
      return known
    }
    const handle = this.#db.prepare(sql)
    const columns = handle.columns()
    const statement: Statement = {
      handle,
      returnsRows: columns.length > 0,
      booleans: columns.filter(({ type }) => type?.toLowerCase() === 'boolean').map(({ name }) => name),
    }
    if (this.#statements.size >= MAX_STATEMENTS) {
      const oldest = this.#statements.keys().next()
      if (!oldest.done) this.#statements.delete(oldest.value)
    }
    this.#statements.set(sql, statement)
    return statement
  }
}
