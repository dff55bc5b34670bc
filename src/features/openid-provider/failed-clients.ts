import { TooManyRequests } from '../../core/errors.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import type { Limiter } from '../../platform/throttle/throttle.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { type ClientClaim, claimedClientId } from './claimed-client.ts'

const MAX_REMEMBERED = 10_000

interface Attempt extends ClientClaim {
  readonly ip: string
}

/** Slows down whoever guesses at the secret of a client. Those who know it pay nothing for that. */
export interface FailedClients {
  /**
   * Runs a request that authenticates a client; counts it for client and address when that failed.
   * @throws TooManyRequests after too many failures, until their window has ended
   */
  guard<T>(attempt: Attempt, run: () => Promise<T>): Promise<T>
}

/** @param now in ms */
export function createFailedClients(limiter: Pick<Limiter, 'consume'>, now: () => number): FailedClients {
  const refusedUntil = new Map<string, number>()

  function refuseBlocked(attempt: Attempt): void {
    if (refusedUntil.size === 0) return
    const key = keyOf(attempt)
    const until = refusedUntil.get(key)
    if (until === undefined) return
    const left = until - now()
    if (left > 0) throw new TooManyRequests('client authentication', left / 1000)
    refusedUntil.delete(key)
  }

  async function count(attempt: Attempt): Promise<void> {
    const key = keyOf(attempt)
    try {
      await limiter.consume(key)
    } catch (error) {
      if (error instanceof TooManyRequests) {
        if (refusedUntil.size >= MAX_REMEMBERED) refusedUntil.clear()
        refusedUntil.set(key, now() + error.retryAfterS * 1000)
      }
      throw error
    }
  }

  return {
    async guard(attempt, run) {
      refuseBlocked(attempt)
      try {
        return await run()
      } catch (error) {
        if (error instanceof OAuthError && error.code === 'invalid_client') await count(attempt)
        throw error
      }
    },
  }
}

function keyOf(attempt: Attempt): string {
  return `${addressKey(attempt.ip)} ${claimedClientId(attempt) ?? ''}`
}
