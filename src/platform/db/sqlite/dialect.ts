import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  DialectAdapterBase,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { DatabaseMisuse } from '../errors.ts'
import type { DirectAdapter } from '../prepared.ts'
import type { TransactionScope } from '../transaction-scope.ts'
import type { SqliteConnection } from './connection.ts'
import { translateSqliteError } from './errors.ts'
import { routeOf } from './routing.ts'
import type { SqliteWriter } from './writer.ts'

export interface SqliteDialectConfig {
  readonly reader: SqliteConnection
  readonly writer: SqliteWriter
  readonly scope: TransactionScope
}

/** What Kysely takes for a connection: the writer inside a transaction, otherwise reader or writer by statement. */
class Session implements DatabaseConnection {
  readonly #config: SqliteDialectConfig
  state: 'plain' | 'transaction' | 'ended' = 'plain'

  constructor(config: SqliteDialectConfig) {
    this.#config = config
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (await this.#execute(query)) as QueryResult<R>
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new DatabaseMisuse('streams are not supported: read pages by key')
  }

  #execute(query: CompiledQuery): QueryResult<unknown> | Promise<QueryResult<unknown>> {
    const { reader, writer, scope } = this.#config
    if (this.state === 'transaction') return writer.executeInTransaction(query)
    if (this.state === 'ended') throw new DatabaseMisuse('the transaction has ended: each of its statements is awaited')
    const route = routeOf(query)
    if (route === 'reader') {
      try {
        return reader.run(query)
      } catch (error) {
        throw translateSqliteError(error)
      }
    }
    scope.refuseInside('a write through the database')
    return route === 'alone' ? writer.executeAlone(query) : writer.execute(query)
  }
}

class SqliteDriver implements Driver {
  readonly #config: SqliteDialectConfig
  readonly #free: Session[] = []

  constructor(config: SqliteDialectConfig) {
    this.#config = config
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Session> {
    return this.#free.pop() ?? new Session(this.#config)
  }

  async releaseConnection(session: Session): Promise<void> {
    if (session.state === 'plain') this.#free.push(session)
  }

  async beginTransaction(session: Session): Promise<void> {
    this.#config.scope.refuseInside('a transaction')
    await this.#config.writer.begin()
    session.state = 'transaction'
  }

  async commitTransaction(session: Session): Promise<void> {
    session.state = 'ended'
    await this.#config.writer.end('commit')
  }

  async rollbackTransaction(session: Session): Promise<void> {
    if (session.state !== 'transaction') return
    session.state = 'ended'
    await this.#config.writer.end('rollback')
  }

  async destroy(): Promise<void> {
    await this.#config.writer.close()
    this.#config.reader.close()
  }
}

class SqliteAdapter extends DialectAdapterBase implements DirectAdapter {
  readonly #session: Session

  constructor(config: SqliteDialectConfig) {
    super()
    this.#session = new Session(config)
  }

  runDirectly(query: CompiledQuery): Promise<QueryResult<unknown>> {
    return this.#session.executeQuery(query)
  }

  override get supportsReturning(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** Migrations run in a transaction, and that holds the only write lock. */
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

export class SqliteDialect implements Dialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    this.#config = config
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#config)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter(this.#config)
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}
