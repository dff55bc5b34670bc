import { existsSync } from 'node:fs'
import type { Config } from '../../config.ts'
import { POSTGRES_SEARCH_INDEX } from '../../platform/db/customer-document.ts'
import { databaseClock, databaseProgram, hasSearchIndex } from '../../platform/db/inspect.ts'
import { migrationState } from '../../platform/db/migrate.ts'
import { migrations } from '../../platform/db/migrations/index.ts'
import type { OutboxLag } from '../../platform/outbox/types.ts'
import { type Platform, sqliteFileOf } from '../../platform/platform.ts'
import { type CheckResult, fail, ok, reasonOf, warn } from './check.ts'
import { checkClock } from './clock.ts'

const LATE_MS = 15 * 60 * 1000

/** A SQLite database that nobody has made yet; null when there is one to look at. */
export function missingDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): CheckResult | null {
  const file = sqliteFileOf(config)
  if (config.databaseUrl !== '' || existsSync(file)) return null
  return warn('database', `there is no ${file} yet`, '"foyer serve" and "foyer migrate" make it')
}

/** How far deliveries are behind. */
export function judgeOutbox({ pending, oldestDueMs, dead }: OutboxLag): CheckResult {
  const found = `${pending} waiting, ${dead} given up`
  if (oldestDueMs > LATE_MS) {
    const late = `${found}, the oldest due for ${Math.round(oldestDueMs / 60_000)} minutes`
    return warn('outbox', late, 'see that a server runs and that the mail server answers')
  }
  return dead > 0 ? warn('outbox', found, 'look at them in the back office') : ok('outbox', found)
}

/** Whether searches for customers read an index or all rows. */
export function judgeSearch(hasIndex: boolean): CheckResult {
  if (hasIndex) return ok('search', 'has an index')
  const advice = `as an owner of the database: create extension pg_trgm; create extension btree_gin; ${POSTGRES_SEARCH_INDEX}`
  return warn('search', 'reads all customers, for want of the extensions pg_trgm and btree_gin', advice)
}

async function checkMigrations({ db }: Platform): Promise<CheckResult> {
  const { applied, pending } = await migrationState(db)
  const unknown = applied.filter((name) => migrations[name] === undefined)
  if (unknown.length > 0) {
    return fail('migrations', `${unknown.join(', ')} of a newer Foyer`, 'start that version, or restore a backup')
  }
  if (pending.length === 0) return ok('migrations', 'up to date')
  return warn('migrations', `pending: ${pending.join(', ')}`, 'run "foyer migrate"')
}

/** The database as it is; changes nothing. */
export async function checkDatabase(platform: Platform, builtMs: number): Promise<CheckResult[]> {
  const { db, outbox } = platform
  const results: CheckResult[] = [ok('database', await databaseProgram(db)), await checkMigrations(platform)]
  results.push(checkClock(Date.now(), await databaseClock(db), builtMs))
  if (results.some(({ name, status }) => name === 'migrations' && status !== 'ok')) return results
  return [...results, judgeSearch(await hasSearchIndex(db)), judgeOutbox(await outbox.lag())]
}

export function unreachableDatabase(error: unknown): CheckResult {
  return fail('database', reasonOf(error), 'check DATABASE_URL or FOYER_DATA_DIR, and that the database runs')
}
