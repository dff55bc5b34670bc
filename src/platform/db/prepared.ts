import type { CompiledQuery, DialectAdapter, QueryResult } from 'kysely'
import type { Database } from './database.ts'
import { DatabaseMisuse } from './errors.ts'

/** Stands for the parameter `name` while a statement is built. */
export type Params<P> = <K extends keyof P & string>(name: K) => P[K]

/** An adapter that runs a statement outside a transaction by a shorter way. */
export interface DirectAdapter extends DialectAdapter {
  runDirectly(query: CompiledQuery): Promise<QueryResult<unknown>>
}

const isDirect = (adapter: DialectAdapter): adapter is DirectAdapter => 'runDirectly' in adapter

interface Builder<R> {
  compile(): CompiledQuery
  execute(): Promise<R[]>
}

/** A statement that is built and compiled once per database and then runs with new parameters. */
export interface PreparedStatement<P, R> {
  /** All rows. */
  (q: Database, params: P): Promise<R[]>
  /** The first row. */
  first(q: Database, params: P): Promise<R | undefined>
  /** For statements without rows: the number of rows inserted, updated or deleted. */
  run(q: Database, params: P): Promise<number>
}

class Placeholder<P> {
  readonly name: keyof P & string
  constructor(name: keyof P & string) {
    this.name = name
  }
}

type Compiled<P> = (params: P) => CompiledQuery

function compile<P, R>(q: Database, build: (q: Database, p: Params<P>) => Builder<R>): Compiled<P> {
  const placeholder = <K extends keyof P & string>(name: K): P[K] => new Placeholder<P>(name) as unknown as P[K]
  const { query, queryId, sql, parameters } = build(q, placeholder).compile()
  const sources: readonly unknown[] = parameters
  return (params) => {
    const values = new Array<unknown>(sources.length)
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]
      values[i] = source instanceof Placeholder ? params[source.name as keyof P] : source
    }
    return { query, queryId, sql, parameters: values }
  }
}

/**
 * Prepares a statement of a hot path. `build` runs once per database; transactions of the database use the same
 * compiled statement. A parameter that is missing or undefined is refused by the driver.
 *
 * ```ts
 * const findSession = prepare((q: Database, p: Params<{ hash: string }>) =>
 *   q.selectFrom('customer_sessions').selectAll().where('id_hash', '=', p('hash')))
 * const session = await findSession.first(db.q, { hash })
 * ```
 */
export function prepare<P, R>(build: (q: Database, p: Params<P>) => Builder<R>): PreparedStatement<P, R> {
  const compiled = new WeakMap<DialectAdapter, Compiled<P>>()

  const execute = (q: Database, params: P): Promise<QueryResult<unknown>> => {
    const executor = q.getExecutor()
    if (executor.plugins.length > 0) throw new DatabaseMisuse('a prepared statement runs without plugins')
    const { adapter } = executor
    let bind = compiled.get(adapter)
    if (bind === undefined) {
      bind = compile(q, build)
      compiled.set(adapter, bind)
    }
    if (!q.isTransaction && isDirect(adapter)) return adapter.runDirectly(bind(params))
    return executor.executeQuery(bind(params))
  }

  const all = async (q: Database, params: P): Promise<R[]> => (await execute(q, params)).rows as R[]
  return Object.assign(all, {
    first: async (q: Database, params: P): Promise<R | undefined> => (await all(q, params))[0],
    run: async (q: Database, params: P): Promise<number> => Number((await execute(q, params)).numAffectedRows ?? 0n),
  })
}
