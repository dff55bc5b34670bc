import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openTestDb } from '../../../test/support/databases.ts'
import { hasPostgres } from '../../../test/support/postgres-databases.ts'
import { TooManyRequests } from '../../core/errors.ts'
import type { Db } from '../db/db.ts'
import type { Schema } from '../db/schema.ts'
import { createMetrics } from '../observe/metrics.ts'
import { createCollectingLog } from '../observe/testing.ts'
import { createThrottle } from './throttle.ts'

async function createTable({ q }: Db): Promise<void> {
  await sql`create table if not exists throttle_points (key text primary key, points integer not null, expire bigint)`.execute(
    q,
  )
}

function server(
  db: Pick<Db, 'kind' | 'q'>,
  points = 3,
  wait: { storeTimeoutMs?: number } = { storeTimeoutMs: 60_000 },
) {
  const log = createCollectingLog()
  const metrics = createMetrics()
  const throttle = createThrottle({ db, log, metrics, ...wait })
  return { log, metrics, throttle, login: throttle.define('login', { points, windowS: 60 }) }
}

describe.skipIf(!hasPostgres())('shared in PostgreSQL', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('processes count together, and a window ends', async () => {
    await using test = await openTestDb('postgres')
    await createTable(test.db)
    const servers = [server(test.db), server(test.db)]
    const attempts = servers.flatMap(({ login }) => Array.from({ length: 20 }, () => login.consume('ann')))
    const results = await Promise.allSettled(attempts)
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3)
    expect(await servers[0]?.login.isBlocked('ann')).toBe(true)
    await expect(servers[1]?.login.consume('ann')).rejects.toMatchObject({ retryAfterS: 60 })
    vi.setSystemTime(1_800_000_060_000)
    await expect(servers[0]?.login.consume('ann')).resolves.toBeUndefined()
    expect(servers.flatMap(({ log }) => log.lines)).toEqual([])
  })

  test('reset and reward count for all', async () => {
    await using test = await openTestDb('postgres')
    await createTable(test.db)
    const [one, two] = [server(test.db), server(test.db)]
    await one.login.penalty('ann', 3)
    await two.login.reward('ann')
    await expect(one.login.consume('ann')).resolves.toBeUndefined()
    await two.login.reset('ann')
    expect(await one.login.isBlocked('ann')).toBe(false)
  })

  test('no key lies in the database in clear', async () => {
    await using test = await openTestDb('postgres')
    await createTable(test.db)
    await server(test.db).login.consume('ann@example.org 203.0.113.9')
    const { rows } = await sql<{ key: string }>`select key from throttle_points`.execute(test.db.q)
    expect(rows).toEqual([{ key: expect.stringMatching(/^login:[\w-]{43}$/) }])
  })
})

describe('when the shared store', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('fails, attempts are still counted, in memory, with one warning and a metric', async () => {
    const test = await openTestDb('sqlite')
    await test[Symbol.asyncDispose]()
    const { login, log, metrics } = server({ kind: 'postgres', q: test.db.q }, 2)
    await login.consume('ann')
    await login.consume('ann')
    await expect(login.consume('ann')).rejects.toThrow(TooManyRequests)
    expect(log.lines).toMatchObject([{ level: 'warn' }])
    expect(await metrics.render()).toContain('foyer_throttle_store_errors_total 3')
  })

  test('does not answer, attempts wait two seconds at most', async () => {
    vi.useFakeTimers()
    const { login, log } = server({ kind: 'postgres', q: silentDatabase() }, 1, {})
    const first = login.consume('ann')
    await vi.advanceTimersByTimeAsync(2000)
    await expect(first).resolves.toBeUndefined()
    const second = expect(login.consume('ann')).rejects.toThrow(TooManyRequests)
    await vi.advanceTimersByTimeAsync(2000)
    await second
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { err: { message: 'Operation timed out' } } }])
  })
})

/** A database whose connections never come. */
function silentDatabase(): Kysely<Schema> {
  class SilentDriver extends DummyDriver {
    override acquireConnection(): Promise<never> {
      return new Promise(() => {})
    }
  }
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new SilentDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
