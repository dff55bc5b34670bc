import { SECOND } from '../../core/clock.ts'
import type { OutboxRow } from './store.ts'

const LEASE_MS = 60 * SECOND
/** An attempt that takes longer has failed, so that none outlives its lease. */
export const ATTEMPT_LIMIT_MS = 45 * SECOND
const BATCH = 20
const PARALLEL = 5

export interface LaneOptions {
  /** @param until end of the lease (ms) */
  lease(limit: number, until: number): Promise<OutboxRow[]>
  renew(row: OutboxRow, until: number): Promise<boolean>
  release(rows: readonly OutboxRow[]): Promise<void>
  /** Never rejects. */
  attempt(row: OutboxRow): Promise<void>
  now(): number
}

/** Delivers the entries of one kind, so that a slow kind holds up no other. */
export interface Lane {
  readonly isBusy: boolean
  /**
   * Begins to deliver what is due, five at a time, and resolves with the number begun once nothing more is due.
   * @throws what the database throws
   */
  pump(): Promise<number>
  /** Resolves when no delivery is under way. */
  settled(): Promise<void>
  /** Begins nothing new, gives back what it has leased and not begun, and waits for what is under way. */
  close(): Promise<void>
}

export function createLane({ lease, renew, release, attempt, now }: LaneOptions): Lane {
  const running = new Map<OutboxRow['id'], Promise<void>>()
  let queue: OutboxRow[] = []
  let pumping: Promise<number> | null = null
  let again = false
  let closed = false

  async function next(): Promise<OutboxRow | undefined> {
    for (;;) {
      if (queue.length === 0 && !closed) queue = await lease(BATCH, now() + LEASE_MS)
      const row = closed ? undefined : queue.shift()
      if (row === undefined) return undefined
      if (!running.has(row.id) && (await stillHeld(row))) return row
    }
  }

  async function stillHeld(row: OutboxRow): Promise<boolean> {
    const rest = (row.lease_until ?? 0) - now()
    return rest > ATTEMPT_LIMIT_MS || (rest > 0 && (await renew(row, now() + LEASE_MS)))
  }

  function begin(row: OutboxRow): void {
    running.set(
      row.id,
      attempt(row).finally(() => running.delete(row.id)),
    )
  }

  async function run(): Promise<number> {
    let begun = 0
    try {
      while (again) {
        again = false
        for (let row = await next(); row !== undefined; row = await next()) {
          begin(row)
          begun++
          while (running.size >= PARALLEL) await Promise.race(running.values())
        }
      }
      await release(queue.splice(0))
      return begun
    } finally {
      pumping = null
    }
  }

  return {
    get isBusy() {
      return pumping !== null
    },
    pump() {
      again = true
      pumping ??= run()
      return pumping
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values())
    },
    async close() {
      closed = true
      await release(queue.splice(0))
      await pumping
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
