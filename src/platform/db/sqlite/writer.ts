import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, QueryResult } from 'kysely'
import { DatabaseBusy, DatabaseUnavailable } from '../errors.ts'
import type { SqliteConnection } from './connection.ts'
import { isBusy, translateSqliteError } from './errors.ts'
import type { WalFile } from './wal-file.ts'

const MAX_GROUP = 256
/** Turns of the event loop before a group is written: an idle loop makes them at once, a busy one brings requests in each. */
const GATHERING_TURNS = 3
const MAX_RETRY_DELAY_MS = 20

type Result = QueryResult<Record<string, unknown>>

interface Waiting {
  readonly deadline: number
  readonly reject: (error: unknown) => void
}
interface WaitingStatement extends Waiting {
  readonly query: CompiledQuery
  readonly resolve: (result: Result) => void
}
interface WaitingTransaction extends Waiting {
  readonly resolve: () => void
}

/**
 * The one writer of a SQLite file in this process. Single statements that wait when it becomes free share one commit;
 * transactions have it for themselves, one after another. While another process writes, it retries without blocking.
 * Nobody is told of a commit before it is on the disk; until then the event loop does other things.
 */
export class SqliteWriter {
  readonly #connection: SqliteConnection
  readonly #walFile: WalFile
  readonly #maxWaitMs: number
  readonly #sweeper: NodeJS.Timeout
  #statements: WaitingStatement[] = []
  #transactions: WaitingTransaction[] = []
  #state: 'idle' | 'scheduled' | 'working' = 'idle'
  #transactionIsNext = false
  #onDrained: (() => void) | undefined
  #diskFailure: unknown

  /** `maxWaitMs`: after this long in the queue a statement or transaction fails with `DatabaseBusy`. */
  constructor(connection: SqliteConnection, walFile: WalFile, maxWaitMs: number) {
    this.#connection = connection
    this.#walFile = walFile
    this.#maxWaitMs = maxWaitMs
    this.#sweeper = setInterval(() => this.#expire(), Math.min(1000, maxWaitMs)).unref()
  }

  /** Runs one writing statement; resolves after its commit. */
  execute(query: CompiledQuery): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed(reject)) return
      this.#statements.push({ query, resolve, reject, deadline: this.#deadline() })
      this.#schedule()
    })
  }

  /** Runs a statement that SQLite refuses inside a transaction, e.g. `vacuum`. */
  async executeAlone(query: CompiledQuery): Promise<Result> {
    await this.begin()
    this.#connection.rollback()
    try {
      const result = this.#connection.run(query)
      await this.#flush()
      return result
    } catch (error) {
      throw translateSqliteError(error)
    } finally {
      this.#next()
    }
  }

  /** Waits for the writer and begins a transaction in it; `end` must follow. */
  begin(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed(reject)) return
      this.#transactions.push({ resolve, reject, deadline: this.#deadline() })
      if (this.#state === 'idle') void this.#work()
    })
  }

  /** Runs a statement of the current transaction. */
  executeInTransaction(query: CompiledQuery): Result {
    if (!this.#connection.inTransaction) throw new DatabaseUnavailable('SQLite has rolled the transaction back')
    try {
      return this.#connection.run(query)
    } catch (error) {
      throw translateSqliteError(error)
    }
  }

  /** Ends the current transaction and hands the writer on. A commit that fails is rolled back. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      if (how === 'commit') {
        this.#connection.commit()
        await this.#flush()
      }
    } catch (error) {
      throw translateSqliteError(error)
    } finally {
      this.#connection.rollback()
      this.#next()
    }
  }

  /** Refuses what comes from now on, finishes what waits, and closes the connection. */
  async close(): Promise<void> {
    if (this.#onDrained !== undefined) return
    await new Promise<void>((resolve) => {
      this.#onDrained = resolve
      if (this.#state === 'idle') resolve()
    })
    clearInterval(this.#sweeper)
    this.#walFile.close()
    this.#connection.close()
  }

  #isClosed(reject: (error: unknown) => void): boolean {
    if (this.#onDrained === undefined && this.#diskFailure === undefined) return false
    reject(this.#diskFailure ?? new DatabaseUnavailable('the database is closed'))
    return true
  }

  /** After a failure nobody knows what the disk holds: nothing is written any more until the next start. */
  async #flush(): Promise<void> {
    try {
      await this.#walFile.flush()
    } catch (error) {
      this.#diskFailure = error
      this.#rejectWaiting(() => error)
      throw error
    }
  }

  #deadline(): number {
    return performance.now() + this.#maxWaitMs
  }

  /** Lets the events of a few turns finish first, so that the statements of concurrent requests come together. */
  #schedule(): void {
    if (this.#state !== 'idle') return
    this.#state = 'scheduled'
    let turns = GATHERING_TURNS
    const turn = (): void => {
      if (--turns > 0) setImmediate(turn)
      else void this.#work()
    }
    setImmediate(turn)
  }

  #next(): void {
    this.#state = 'idle'
    if (this.#statements.length > 0 || this.#transactions.length > 0) this.#schedule()
    else this.#onDrained?.()
  }

  async #work(): Promise<void> {
    this.#state = 'working'
    if (!(await this.#lock())) return this.#next()
    const transaction = this.#takeTransaction()
    if (transaction !== undefined) return transaction.resolve()
    await this.#runGroup()
    this.#next()
  }

  /** Takes the write lock of the file, for as long as anyone waits for it. */
  async #lock(): Promise<boolean> {
    for (let attempt = 0; this.#statements.length > 0 || this.#transactions.length > 0; attempt++) {
      try {
        this.#connection.begin()
        return true
      } catch (error) {
        if (!isBusy(error)) this.#rejectWaiting(() => translateSqliteError(error))
      }
      await sleep(1 + Math.random() * Math.min(2 ** attempt, MAX_RETRY_DELAY_MS))
      this.#expire()
    }
    return false
  }

  /** Transactions and groups of statements take turns. */
  #takeTransaction(): WaitingTransaction | undefined {
    if (this.#statements.length > 0 && !this.#transactionIsNext) {
      this.#transactionIsNext = true
      return undefined
    }
    this.#transactionIsNext = false
    return this.#transactions.shift()
  }

  /** A statement that fails undoes only itself; when SQLite undoes more, the others wait for the next group. */
  async #runGroup(): Promise<void> {
    const group = this.#statements.splice(0, MAX_GROUP)
    const done: { statement: WaitingStatement; result: Result }[] = []
    for (const [position, statement] of group.entries()) {
      try {
        done.push({ statement, result: this.#connection.run(statement.query) })
      } catch (error) {
        statement.reject(translateSqliteError(error))
        if (this.#connection.inTransaction) continue
        this.#statements.unshift(...done.map((entry) => entry.statement), ...group.slice(position + 1))
        return
      }
    }
    try {
      this.#connection.commit()
      await this.#flush()
      for (const { statement, result } of done) statement.resolve(result)
    } catch (error) {
      this.#connection.rollback()
      for (const { statement } of done) statement.reject(translateSqliteError(error))
    }
  }

  #expire(): void {
    const now = performance.now()
    this.#rejectWaiting(({ deadline }) =>
      deadline <= now ? new DatabaseBusy(`waited ${this.#maxWaitMs} ms for the writer`) : undefined,
    )
  }

  /** Rejects the waiting ones for which `reason` gives an error. */
  #rejectWaiting(reason: (waiting: Waiting) => unknown): void {
    const stays = (waiting: Waiting): boolean => {
      const error = reason(waiting)
      if (error !== undefined) waiting.reject(error)
      return error === undefined
    }
    this.#statements = this.#statements.filter(stays)
    this.#transactions = this.#transactions.filter(stays)
  }
}
