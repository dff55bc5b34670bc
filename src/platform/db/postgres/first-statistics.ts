import type { Pool } from 'pg'
import { SECOND } from '../../../core/clock.ts'

const CHECK_EVERY_MS = 2 * SECOND
/** Fewer rows are found fast in whatever way; with too few PostgreSQL would plan to read them all, and stay with that. */
const FEWEST_ROWS = 1000

/** Tables with rows of which PostgreSQL knows nothing yet. */
const UNKNOWN_TABLES = `
  select c.oid::regclass::text as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.schemaname = current_schema() and c.reltuples < 0 and s.n_live_tup >= ${FEWEST_ROWS}`

/**
 * Gathers the statistics of tables that were just filled for the first time. PostgreSQL does so by itself only within a
 * minute; until then it takes every index of an organizer's rows for equally good, and a lookup by key may read them all.
 * Prepared statements are planned anew as soon as there are statistics. What fails here is left to PostgreSQL.
 *
 * @returns ends it
 */
export function gatherFirstStatistics(pool: Pool, everyMs = CHECK_EVERY_MS): () => void {
  const tried = new Set<string>()
  let isRunning = false

  async function gather(): Promise<void> {
    const { rows } = await pool.query<{ name: string }>(UNKNOWN_TABLES)
    for (const { name } of rows.filter((row) => !tried.has(row.name))) {
      tried.add(name)
      await pool.query(`analyze ${name}`)
    }
  }

  const timer = setInterval(() => {
    if (isRunning) return
    isRunning = true
    gather()
      .catch(() => {})
      .finally(() => {
        isRunning = false
      })
  }, everyMs).unref()
  return () => clearInterval(timer)
}
