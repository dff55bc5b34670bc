import type {
  CompiledQuery,
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult,
  QueryResult,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { DatabaseMisuse } from '../errors.ts'
import { checkParameters } from '../parameters.ts'
import { preparedStatementProblem, translatePostgresError } from './errors.ts'
import type { StatementNames } from './statement-names.ts'

const CONTROL = /^(begin|start transaction|commit|rollback)\b/

/** A client taken from the pool, as Kysely uses it until its release: parameters are checked, repeated statements prepared, errors translated. */
class Client implements PostgresPoolClient {
  readonly #client: PoolClient
  readonly #names: StatementNames
  #inTransaction = false
  #isReleased = false

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    sql: string | PostgresCursor<R>,
    parameters: ReadonlyArray<unknown> = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof sql !== 'string') throw new DatabaseMisuse('streams are not supported: read pages by key')
    return this.#run<R>(sql, parameters)
  }

  release(destroy?: boolean): void {
    this.#isReleased = true
    this.#client.release(destroy)
  }

  async #run<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>> {
    if (this.#isReleased) throw new DatabaseMisuse('the transaction has ended: each of its statements is awaited')
    const control = CONTROL.exec(sql)?.[1]
    if (control !== undefined) this.#inTransaction = control === 'begin' || control === 'start transaction'
    const values = checkParameters(parameters)
    const name = control === undefined ? this.#names.nameOf(sql) : undefined
    try {
      return await this.#send<R>(sql, values, name)
    } catch (error) {
      const problem = preparedStatementProblem(error)
      if (problem === 'outdated') this.#names.forget(sql)
      if (problem === 'unsupported') this.#names.disable()
      if (problem === undefined || this.#inTransaction) throw translatePostgresError(error)
    }
    try {
      return await this.#send<R>(sql, values, undefined)
    } catch (error) {
      throw translatePostgresError(error)
    }
  }

  async #send<R>(sql: string, values: unknown[], name: string | undefined): Promise<PostgresQueryResult<R>> {
    const query = name === undefined ? { text: sql, values } : { text: sql, values, name }
    const { command, rowCount, rows } = await this.#client.query(query)
    return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows: rows as R[] }
  }
}

/** The pool as Kysely uses it. */
export class PreparingPool implements PostgresPool {
  readonly options: object = {}
  readonly #pool: Pool
  readonly #names: StatementNames
  readonly #onEnd: () => void

  constructor(pool: Pool, names: StatementNames, onEnd: () => void) {
    this.#pool = pool
    this.#names = names
    this.#onEnd = onEnd
  }

  async connect(): Promise<PostgresPoolClient> {
    try {
      return new Client(await this.#pool.connect(), this.#names)
    } catch (error) {
      throw translatePostgresError(error)
    }
  }

  /** Runs one statement outside a transaction. */
  async run({ sql, parameters }: CompiledQuery): Promise<QueryResult<unknown>> {
    const client = await this.connect()
    try {
      const { command, rowCount, rows } = await client.query<unknown>(sql, parameters)
      return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount) }
    } finally {
      client.release()
    }
  }

  async end(): Promise<void> {
    this.#onEnd()
    await this.#pool.end()
  }
}
