import { PostgresAdapter } from 'kysely'
import type { DbKind } from './columns.ts'
import type { Database } from './database.ts'

/** Which database a handle belongs to, for the few statements that need words of their own on each. */
export function kindOf(q: Database): DbKind {
  return q.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
