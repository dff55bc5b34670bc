import type { JWK } from 'jose'
import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { FoyerError } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { readClientKeys } from '../../protocol/provider/client-keys.ts'

const KEPT_MS = 10 * MINUTE
/** While an address does not answer, keys from there count on for this long. */
const STALE_MS = HOUR
/** Nobody makes us ask an address more often than this, whether it answers or not. */
const PAUSE_MS = 3 * SECOND
const MAX_BYTES = 256 * 1024
const TIMEOUT_MS = 5 * SECOND
const MAX_ADDRESSES = 1000

interface Entry {
  keys: readonly JWK[] | null
  fetchedAt: number
  triedAt: number
  failure: unknown
  running: Promise<readonly JWK[]> | null
}

/** Key sets behind addresses, each kept for ten minutes. Parallel callers share one call. */
export interface FetchedKeys {
  /**
   * @param fresh ask again, unless that was done within the last three seconds
   * @throws OutgoingRefused, OutgoingFailed, KeysUnusable
   */
  get(uri: string, fresh: boolean): Promise<readonly JWK[]>
}

/** The address answered, but not with public keys. */
export class KeysUnusable extends FoyerError {
  constructor(what: string) {
    super(what, { code: 'keys_unusable', status: 502 })
  }
}

export function createFetchedKeys({ outgoing, clock }: Pick<Platform, 'outgoing' | 'clock'>): FetchedKeys {
  const entries = new Map<string, Entry>()

  function entryOf(uri: string): Entry {
    const entry = entries.get(uri) ?? { keys: null, fetchedAt: 0, triedAt: 0, failure: null, running: null }
    entries.delete(uri)
    entries.set(uri, entry)
    const oldest = entries.size > MAX_ADDRESSES ? entries.keys().next() : undefined
    if (oldest && !oldest.done) entries.delete(oldest.value)
    return entry
  }

  async function load(uri: string, entry: Entry): Promise<readonly JWK[]> {
    entry.triedAt = clock.now()
    try {
      entry.keys = await fetchKeys(uri)
      entry.fetchedAt = entry.triedAt
      entry.failure = null
      return entry.keys
    } catch (error) {
      entry.failure = error
      throw error
    } finally {
      entry.running = null
    }
  }

  async function fetchKeys(uri: string): Promise<readonly JWK[]> {
    const headers = { accept: 'application/jwk-set+json, application/json' }
    const answer = await outgoing.fetch(uri, { headers, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS })
    if (answer.status !== 200) throw new KeysUnusable(`status ${answer.status}`)
    const read = readClientKeys(parsed(answer.text()))
    if ('problem' in read) throw new KeysUnusable(`the answer ${read.problem}`)
    return read.keys
  }

  return {
    async get(uri, fresh) {
      const entry = entryOf(uri)
      const now = clock.now()
      const age = now - entry.fetchedAt
      if (entry.keys && !fresh && age < KEPT_MS) return entry.keys
      const isPause = now - entry.triedAt < PAUSE_MS
      if (entry.keys && isPause && entry.failure === null) return entry.keys
      if (!entry.running && isPause && entry.failure !== null) return keptOr(entry, fresh, age)
      entry.running ??= load(uri, entry)
      return entry.running.catch(() => keptOr(entry, fresh, age))
    },
  }

  function keptOr(entry: Entry, fresh: boolean, age: number): readonly JWK[] {
    if (entry.keys && !fresh && age < STALE_MS) return entry.keys
    throw entry.failure
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
