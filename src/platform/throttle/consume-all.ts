import { Overloaded } from '../../core/errors.ts'
import type { Limiter } from './throttle.ts'

type Counted = readonly (readonly [limiter: Limiter, key: string])[]

/**
 * Counts one attempt at several limiters, in order, and ends at the first that refuses it: an attempt that one limiter refuses
 * uses up nothing behind it. Put the one that concerns the caller's address first and the account's last.
 * @throws TooManyRequests
 */
export async function consumeAll(attempt: Counted): Promise<void> {
  for (const [limiter, key] of attempt) await limiter.consume(key)
}

/** Forgets an attempt that was counted at all of these. */
export async function rewardAll(attempt: Counted): Promise<void> {
  for (const [limiter, key] of attempt) await limiter.reward(key)
}

/**
 * Counts an attempt and makes it. One that the server had no room for told nobody anything and is forgotten.
 * @throws TooManyRequests, and what `make` throws
 */
export async function countAndMake<T>(attempt: Counted, make: () => Promise<T>): Promise<T> {
  await consumeAll(attempt)
  try {
    return await make()
  } catch (error) {
    if (error instanceof Overloaded) await rewardAll(attempt)
    throw error
  }
}
