import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, SECOND } from '../../core/clock.ts'
import { newId, newOrderedId, type OutboxId } from '../../core/ids.ts'
import type { Random } from '../../core/random.ts'
import type { SecretBox } from '../crypto/secret-box.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { attempter, SEAL_PURPOSE } from './attempt.ts'
import { createLane, type Lane } from './lane.ts'
import { createOutboxStore } from './store.ts'
import type { Outbox, OutboxKind } from './types.ts'

const POLL_MS = SECOND

export interface OutboxDeps {
  readonly db: Pick<Db, 'kind' | 'q'>
  readonly clock: Clock
  readonly random: Random
  readonly secrets: SecretBox
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'outbox' | 'dbError'>
  /** How often it looks for what is due (ms); default 1 s. */
  readonly pollMs?: number | undefined
}

/**
 * The outbox of one process. Several processes share the work: each leases entries for a minute, and the lease of a killed
 * process runs out.
 */
export function createOutbox<Kind extends string = OutboxKind>(deps: OutboxDeps): Outbox<Kind> {
  const { clock, random, secrets } = deps
  const store = createOutboxStore(deps.db)
  const owner = newId<OutboxId>(random)
  const lanes = new Map<string, Lane>()
  const poller = createPoller(lanes, (kind) => store.anyDue(kind, clock.now()), deps)

  return {
    async add(q, { kind, organizerId, recipient, topic, payload }) {
      const now = clock.now()
      const id = newOrderedId<OutboxId>(random, now)
      await store.insert(q, {
        id,
        organizer_id: organizerId,
        kind,
        payload: secrets.seal(JSON.stringify(payload), SEAL_PURPOSE),
        recipient,
        topic,
        state: 'pending',
        attempts: 0,
        created_at: now,
        next_attempt_at: now,
        lease_until: null,
        lease_owner: null,
        done_at: null,
        last_error: null,
      })
      return id
    },

    handle(kind, payload, deliver) {
      if (lanes.has(kind)) throw new Error(`the outbox kind "${kind}" is handled twice`)
      const lane = createLane({
        now: () => clock.now(),
        lease: (limit, until) => store.lease({ kind, owner, now: clock.now(), until, limit }),
        renew: (row, until) => store.renew(row.id, owner, until),
        release: (rows) =>
          store.release(
            rows.map((row) => row.id),
            owner,
          ),
        attempt: attempter({ ...deps, store, owner }, payload, deliver),
      })
      lanes.set(kind, lane)
    },

    start: poller.start,
    wake: poller.wake,

    async stop(limitMs = 10 * SECOND) {
      poller.stop()
      const closed = Promise.allSettled([...lanes.values()].map((lane) => lane.close()))
      const limit = new AbortController()
      await Promise.race([closed, sleep(limitMs, undefined, { signal: limit.signal }).catch(() => undefined)])
      limit.abort()
    },

    async drain() {
      for (let begun = 1; begun > 0; ) {
        const counts = await Promise.all([...lanes.values()].map((lane) => lane.pump()))
        await Promise.all([...lanes.values()].map((lane) => lane.settled()))
        begun = counts.reduce((sum, count) => sum + count, 0)
      }
    },

    lag: () => store.lag(clock.now()),
    listDead: (scope, limit, before) => store.listDead(scope, limit, before),
    log: (organizerId, topic, limit) => store.log(organizerId, topic, limit),
    async retry(scope, id) {
      const done = await store.retry(scope, id, clock.now())
      poller.wake()
      return done
    },
    discard: (scope, id) => store.discard(scope, id, clock.now()),
    async forget(q, organizerId, recipient) {
      await createOutboxStore({ kind: deps.db.kind, q }).forget(organizerId, recipient, clock.now())
    },
    cleanup: (olderThanMs) => store.deleteDone(clock.now() - olderThanMs),
  }
}

interface Poller {
  start(): void
  wake(): void
  stop(): void
}

/** Sets lanes going when something is due: every second, and when woken. A database that fails is asked again then. */
function createPoller(
  lanes: ReadonlyMap<string, Lane>,
  anyDue: (kind: string) => Promise<boolean>,
  { log, metrics, pollMs = POLL_MS }: Pick<OutboxDeps, 'log' | 'metrics' | 'pollMs'>,
): Poller {
  let timer: NodeJS.Timeout | undefined
  let woken: NodeJS.Immediate | undefined
  let failing = false

  async function poll(kind: string, lane: Lane): Promise<void> {
    try {
      if (await anyDue(kind)) await lane.pump()
      if (failing) log.info('the outbox reaches the database again')
      failing = false
    } catch (err) {
      metrics?.dbError('outbox')
      if (!failing) log.error({ err }, 'the outbox cannot reach the database')
      failing = true
    }
  }

  const pollAll = (which: (lane: Lane) => boolean) => {
    for (const [kind, lane] of lanes) if (which(lane)) void poll(kind, lane)
  }

  return {
    start() {
      timer ??= setInterval(() => pollAll((lane) => !lane.isBusy), pollMs).unref()
      pollAll(() => true)
    },
    wake() {
      if (timer === undefined) return
      woken ??= setImmediate(() => {
        woken = undefined
        pollAll(() => true)
      })
    },
    stop() {
      clearInterval(timer)
      clearImmediate(woken)
      timer = undefined
      woken = undefined
    },
  }
}
