import type { Pool } from 'pg'

/** Shared by all processes; made by a migration with the columns `key`, `points`, `expire`, in this order. */
export const THROTTLE_TABLE = 'throttle_points'

/** Removes rows whose window ended before `now` (ms). */
export async function deleteExpired(pool: Pool, now: number): Promise<void> {
  await pool.query(`delete from ${THROTTLE_TABLE} where expire < $1`, [now])
}
