import { createHash } from 'node:crypto'
import { type RateLimiterLike, RateLimiterMemory, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible'
import { MINUTE, SECOND } from '../../core/clock.ts'
import { TooManyRequests } from '../../core/errors.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { createStoredLimiter, deleteExpired } from './store.ts'

const STORE_TIMEOUT_MS = 2 * SECOND

export interface Limit {
  /** Attempts in a window; the next one is refused. */
  readonly points: number
  /** Length of the window in seconds, from its first attempt on. */
  readonly windowS: number
  /** Seconds of pause once an attempt was refused; without it, until the window ends. */
  readonly blockS?: number
}

/** Counts attempts by key: an address, an account, or both joined. Keys are stored as SHA-256 only. */
export interface Limiter {
  /**
   * Counts an attempt before it is made, so that attempts made at once are all counted.
   * @throws TooManyRequests
   */
  consume(key: string): Promise<void>
  /** Whether the next attempt would be refused; counts nothing. */
  isBlocked(key: string): Promise<boolean>
  /** How many attempts are not refused yet; counts nothing. */
  left(key: string): Promise<number>
  /** Counts more attempts without refusing this one. */
  penalty(key: string, points?: number): Promise<void>
  /** Gives back what a successful attempt consumed. */
  reward(key: string, points?: number): Promise<void>
  /** Forgets the key. */
  reset(key: string): Promise<void>
}

export interface Throttle {
  /** One limiter for each name; call it once, when the program is put together. */
  define(name: string, limit: Limit): Limiter
  /** Ends the removal of old rows. */
  close(): void
}

export interface ThrottleOptions {
  /** On PostgreSQL all processes count together; otherwise each counts in its own memory. */
  readonly db?: Pick<Db, 'kind' | 'q'>
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'throttled' | 'throttleStoreError'>
  /** How long PostgreSQL may take to count an attempt (ms); default 2 s. */
  readonly storeTimeoutMs?: number | undefined
}

/** When PostgreSQL fails or takes too long, attempts are counted in memory meanwhile, with a warning and a metric. */
export function createThrottle({ db, log, metrics, storeTimeoutMs }: ThrottleOptions): Throttle {
  const store = db?.kind === 'postgres' ? { q: db.q, timeoutMs: storeTimeoutMs ?? STORE_TIMEOUT_MS } : undefined
  const names = new Set<string>()
  const failed = warnSeldom(log, metrics)
  const cleaning = store && startCleaning(store, failed)
  return {
    define(name, limit) {
      if (names.has(name)) throw new Error(`throttle "${name}" is defined twice`)
      names.add(name)
      return createLimiter(name, limit, store, failed, () => metrics?.throttled(name))
    },
    close: () => clearInterval(cleaning),
  }
}

interface SharedStore extends Pick<Db, 'q'> {
  readonly timeoutMs: number
}

function createLimiter(
  name: string,
  { points, windowS, blockS = 0 }: Limit,
  store: SharedStore | undefined,
  failed: (error: unknown) => void,
  refused: () => void,
): Limiter {
  const options = { keyPrefix: name, points, duration: windowS, blockDuration: blockS }
  const memory = new RateLimiterMemory(options)
  const shared =
    store && new RLWrapperTimeouts({ limiter: createStoredLimiter(store, options), timeoutMs: store.timeoutMs })

  async function count<T>(operation: (limiter: RateLimiterLike) => Promise<T>): Promise<T> {
    if (shared === undefined) return operation(memory)
    try {
      return await operation(shared)
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error
      failed(error)
      return operation(memory)
    }
  }

  return {
    async consume(key) {
      try {
        await count((limiter) => limiter.consume(hashKey(key)))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        refused()
        throw new TooManyRequests(name, error.msBeforeNext / SECOND)
      }
    },
    async isBlocked(key) {
      const state = await count((limiter) => limiter.get(hashKey(key)))
      return state !== null && state.msBeforeNext > 0 && state.consumedPoints >= points
    },
    async left(key) {
      const state = await count((limiter) => limiter.get(hashKey(key)))
      return state !== null && state.msBeforeNext > 0 ? Math.max(0, points - state.consumedPoints) : points
    },
    async penalty(key, more = 1) {
      await count((limiter) => limiter.penalty(hashKey(key), more))
    },
    async reward(key, back = 1) {
      await count((limiter) => limiter.reward(hashKey(key), back))
    },
    async reset(key) {
      await memory.delete(hashKey(key))
      await count((limiter) => limiter.delete(hashKey(key)))
    },
  }
}

function startCleaning(store: Pick<Db, 'q'>, failed: (error: unknown) => void): NodeJS.Timeout {
  return setInterval(() => void deleteExpired(store, Date.now()).catch(failed), 5 * MINUTE).unref()
}

function warnSeldom(log: Log, metrics: Pick<Metrics, 'throttleStoreError'> | undefined): (error: unknown) => void {
  let quietUntil = 0
  return (err) => {
    metrics?.throttleStoreError()
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + MINUTE
    log.warn({ err }, 'the shared throttle store failed; attempts are counted in memory')
  }
}

function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
