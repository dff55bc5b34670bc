import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { Clock } from '../../core/clock.ts'
import type { Random } from '../../core/random.ts'
import type { SecretBox } from '../crypto/secret-box.ts'
import type { Log } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { waitAfter } from './backoff.ts'
import { Undeliverable } from './errors.ts'
import { failureText } from './failure-text.ts'
import { ATTEMPT_LIMIT_MS } from './lane.ts'
import type { OutboxRow, OutboxStore } from './store.ts'
import type { Deliver } from './types.ts'

const NOTE_RETRIES_MS = [100, 400, 1600]
/** What payloads are sealed for. */
export const SEAL_PURPOSE = 'outbox'

export interface AttemptDeps {
  readonly store: OutboxStore
  readonly owner: string
  readonly clock: Clock
  readonly random: Random
  readonly secrets: SecretBox
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'outbox' | 'dbError'> | undefined
}

/**
 * One attempt to deliver a leased entry, and the note of how it went. The attempt never rejects.
 * @param limitMs an attempt that takes longer has failed
 */
export function attempter<T>(
  deps: AttemptDeps,
  payloadSchema: z.ZodType<T>,
  deliver: Deliver<T>,
  limitMs = ATTEMPT_LIMIT_MS,
) {
  const { store, owner, clock, random, secrets, log, metrics } = deps

  async function attemptDelivery(row: OutboxRow): Promise<void> {
    const signal = AbortSignal.timeout(limitMs)
    const payload = payloadSchema.safeParse(JSON.parse(secrets.open(row.payload, SEAL_PURPOSE)))
    if (!payload.success) throw new Undeliverable('its content is not of the expected form')
    const entry = {
      id: row.id,
      organizerId: row.organizer_id,
      recipient: row.recipient,
      topic: row.topic,
      attempts: row.attempts,
      createdAt: row.created_at,
      signal,
    }
    await Promise.race([deliver(payload.data, entry), rejectWhenAborted(signal)])
  }

  async function noteFailure(row: OutboxRow, cause: unknown): Promise<void> {
    const attempts = row.attempts + 1
    const wait = cause instanceof Undeliverable ? null : waitAfter(attempts, random)
    const now = clock.now()
    const error = failureText(cause)
    const fields = { entry: row.id, kind: row.kind, topic: row.topic, attempts, err: cause }
    metrics?.outbox(row.kind, wait === null ? 'dead' : 'failed')
    if (wait === null) {
      log.error(fields, 'outbox entry given up')
      await store.markDead(row.id, owner, { attempts, error, now })
    } else {
      log.warn({ ...fields, retryInS: Math.round(wait / 1000) }, 'outbox delivery failed')
      await store.markFailed(row.id, owner, { attempts, error, nextAttemptAt: now + wait })
    }
  }

  async function noteSuccess(row: OutboxRow): Promise<void> {
    metrics?.outbox(row.kind, 'sent')
    log.debug({ entry: row.id, kind: row.kind, topic: row.topic }, 'outbox entry delivered')
    for (const pause of NOTE_RETRIES_MS) {
      try {
        return await store.markSent(row.id, clock.now())
      } catch {
        await sleep(pause)
      }
    }
    await store.markSent(row.id, clock.now())
  }

  return async (row: OutboxRow): Promise<void> => {
    try {
      const failure = await attemptDelivery(row).then(
        () => null,
        (error: unknown) => ({ error }),
      )
      await (failure === null ? noteSuccess(row) : noteFailure(row, failure.error))
    } catch (err) {
      metrics?.dbError('outbox')
      log.error({ err, entry: row.id }, 'the outcome of an outbox delivery could not be noted; it will be tried again')
    }
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true })
  })
}
