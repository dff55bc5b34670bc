import type { Limiter } from './throttle.ts'

/**
 * Counts one attempt at several limiters, in order, and ends at the first that refuses it: an attempt that one limiter refuses
 * uses up nothing behind it. Put the one that concerns the caller's address first and the account's last.
 * @throws TooManyRequests
 */
export async function consumeAll(attempt: readonly (readonly [limiter: Limiter, key: string])[]): Promise<void> {
  for (const [limiter, key] of attempt) await limiter.consume(key)
}
