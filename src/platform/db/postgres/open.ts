import { type CompiledQuery, type Kysely, PostgresAdapter, PostgresDialect, type QueryResult, sql } from 'kysely'
import pg from 'pg'
import { SECOND } from '../../../core/clock.ts'
import { DatabaseBusy, DatabaseUnavailable } from '../errors.ts'
import type { DbLog } from '../log.ts'
import type { DirectAdapter } from '../prepared.ts'
import { translatePostgresError } from './errors.ts'
import { gatherFirstStatistics } from './first-statistics.ts'
import { PreparingPool } from './pool.ts'
import { StatementNames } from './statement-names.ts'
import { typeParsers } from './types.ts'

const DEFAULT_POOL_SIZE = 10
const DEFAULT_WAIT_MS = 5 * SECOND
const MIGRATION_LOCK = 4_600_913_217_552_301n

/** Migrations run in one transaction and hold this lock until its end. */
class Adapter extends PostgresAdapter implements DirectAdapter {
  readonly #pool: PreparingPool

  constructor(pool: PreparingPool) {
    super()
    this.#pool = pool
  }

  runDirectly(query: CompiledQuery): Promise<QueryResult<unknown>> {
    return this.#pool.run(query)
  }

  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(db)
  }

  override async releaseMigrationLock(): Promise<void> {}
}

class Dialect extends PostgresDialect {
  readonly #pool: PreparingPool

  constructor(pool: PreparingPool) {
    super({ pool })
    this.#pool = pool
  }

  override createAdapter(): PostgresAdapter {
    return new Adapter(this.#pool)
  }
}

export interface PostgresOptions {
  /** Connections at most; default 10. */
  readonly poolSize?: number | undefined
  /** How long to wait for a free one; default 5 s. */
  readonly maxWaitMs?: number | undefined
  readonly log?: DbLog | undefined
}

interface Target {
  readonly pool: pg.Pool
  /** `host:port (database x)`, without user and password. */
  readonly name: string
}

function createPool(url: string, options: PostgresOptions): Target {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('another kind of database')
    const { host, port, database } = new pg.Client({ connectionString: url })
    const pool = new pg.Pool({
      connectionString: url,
      max: options.poolSize ?? DEFAULT_POOL_SIZE,
      application_name: 'foyer',
      connectionTimeoutMillis: options.maxWaitMs ?? DEFAULT_WAIT_MS,
      statement_timeout: 30 * SECOND,
      idle_in_transaction_session_timeout: 60 * SECOND,
      keepAlive: true,
      types: typeParsers,
    })
    return { pool, name: `${host}:${port} (database ${database ?? 'unknown'})` }
  } catch {
    throw new DatabaseUnavailable(
      'the database address is not a valid one, e.g. postgres://user:password@host:5432/foyer',
    )
  }
}

async function connectOnce({ pool, name }: Target): Promise<void> {
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    const known = translatePostgresError(error)
    const reason = known instanceof Error ? known.message : String(known)
    if (known instanceof DatabaseBusy) throw new DatabaseBusy(`${name}: ${reason}`)
    throw new DatabaseUnavailable(`cannot connect to PostgreSQL at ${name}: ${reason}`)
  }
}

/**
 * Opens a pool of connections and tries one. A lost connection is replaced with the next statement.
 *
 * @throws DatabaseUnavailable naming host, port, database and reason, never the password
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<PostgresDialect> {
  const target = createPool(url, options)
  const report = (error: Error): void =>
    options.log?.warn({ reason: error.message }, 'a PostgreSQL connection was lost')
  target.pool.on('error', report)
  target.pool.on('connect', (client) => client.on('error', () => {}))
  await connectOnce(target)
  const stopGathering = gatherFirstStatistics(target.pool)
  return new Dialect(new PreparingPool(target.pool, new StatementNames(), stopGathering))
}
