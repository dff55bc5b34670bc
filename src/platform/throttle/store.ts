import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Db } from '../db/db.ts'

/** Shared by all processes; made by a migration with the columns `key`, `points`, `expire`, in this order. */
const TABLE = 'throttle_points'

export interface StoreLimit {
  readonly keyPrefix: string
  readonly points: number
  /** Seconds. */
  readonly duration: number
  /** Seconds. */
  readonly blockDuration: number
}

/** Counts in PostgreSQL, one statement for each attempt. */
export function createStoredLimiter({ q }: Pick<Db, 'q'>, limit: StoreLimit): RateLimiterPostgres {
  const client = {
    async query({ text, values = [] }: { text: string; values?: unknown[] }) {
      const { rows } = await q.executeQuery(CompiledQuery.raw(text, values))
      return { rows, rowCount: rows.length }
    },
  }
  return new RateLimiterPostgres({
    ...limit,
    storeClient: client,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
  })
}

/** Removes what ended before `now` (ms). */
export async function deleteExpired({ q }: Pick<Db, 'q'>, now: number): Promise<void> {
  await q.executeQuery(CompiledQuery.raw(`delete from ${TABLE} where expire < $1`, [now]))
}
