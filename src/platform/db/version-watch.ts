import type { Database, Db } from './db.ts'
import type { DbLog } from './log.ts'
import { type Params, prepare } from './prepared.ts'

const readVersion = prepare((q: Database, p: Params<{ id: number }>) =>
  q.selectFrom('config_version').select('version').where('id', '=', p('id')),
)

/** Tells all processes, once the transaction commits, that cached configuration is outdated. */
export async function bumpConfigVersion(q: Database): Promise<void> {
  await q
    .updateTable('config_version')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', 1)
    .execute()
}

/** Sees that configuration was changed, by this process or another one. */
export interface VersionWatch {
  /** The version that was read last; -1 before the first read. */
  readonly current: number
  /** Calls back after each change; answers a function that ends it. */
  onChange(callback: () => void): () => void
  /** Reads the version now; to be awaited after an own change was committed. Never throws. */
  checkNow(): Promise<void>
  stop(): void
}

export interface VersionWatchOptions {
  /** How often the version is read, in milliseconds; default 500. */
  readonly intervalMs?: number
  readonly log?: DbLog
}

/** Starts watching. The timer does not keep the process alive. */
export function createVersionWatch(db: Db, options: VersionWatchOptions = {}): VersionWatch {
  const callbacks = new Set<() => void>()
  let current = -1
  let queued: Promise<void> | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  async function read(): Promise<void> {
    queued = undefined
    if (isStopped) return
    try {
      const version = (await readVersion.first(db.q, { id: 1 }))?.version ?? 0
      if (version === current) return
      current = version
      for (const callback of callbacks) callback()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!isStopped) options.log?.warn({ reason }, 'the configuration version could not be read')
    }
  }

  /** A read that already runs may have missed the change: the next one follows it. */
  function checkNow(): Promise<void> {
    if (queued === undefined) {
      queued = running.then(read)
      running = queued
    }
    return queued
  }

  const timer = setInterval(() => void checkNow(), options.intervalMs ?? 500).unref()

  return {
    get current() {
      return current
    },
    onChange(callback) {
      callbacks.add(callback)
      return () => void callbacks.delete(callback)
    },
    checkNow,
    stop() {
      isStopped = true
      clearInterval(timer)
    },
  }
}
