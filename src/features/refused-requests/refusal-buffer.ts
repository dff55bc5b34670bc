import { type Clock, HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { newOrderedId, type OrganizerId, type RefusalId } from '../../core/ids.ts'
import { type Random, randomReadable } from '../../core/random.ts'
import type { RefusalLog } from '../openid-provider/index.ts'
import { type Detail, detailOf } from './detail.ts'
import { REFERENCE_LENGTH } from './reference.ts'

/** New entries in one second, of one organizer and of all. */
const MOST_OF_ORGANIZER = 10
const MOST_OF_ALL = 50
/** Entries that wait while the database does not answer. */
const MOST_WAITING = 1000
const MOST_TRIES = 120

/** What apps hear every day although nothing is wrong: nobody is logged in, a token has ended. */
const EVERYDAY = new Set(['login_required', 'consent_required', 'access_token_missing', 'access_token_dead'])

export interface NewRefusal {
  readonly id: RefusalId
  readonly reference: string
  readonly at: number
  readonly endpoint: string
  readonly error: string
  readonly detail: Detail
}

/** Where the buffer writes to. */
export interface RefusalWriter {
  insert(organizerId: OrganizerId, refusals: readonly NewRefusal[]): Promise<void>
  /** Says anew how many requests share an entry. */
  count(organizerId: OrganizerId, refusal: NewRefusal): Promise<void>
  /** Writing failed; it is tried again. */
  failed(error: unknown): void
}

export interface RefusalBuffer extends RefusalLog {
  flush(): Promise<void>
  close(): Promise<void>
}

interface Entry {
  readonly organizerId: OrganizerId
  readonly name: string
  readonly endsAt: number
  refusal: NewRefusal
  isWritten: boolean
  writtenCount: number
  writtenAt: number
  tries: number
}

/** Keeps refusals in memory for a second and writes them together, so that no answer waits for it. */
export function createRefusalBuffer(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  writer: RefusalWriter,
): RefusalBuffer {
  const recent = new Map<string, Entry>()
  const taken = new Map<OrganizerId, number>()
  let waiting: Entry[] = []
  let second = 0
  let takenOfAll = 0
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isClosed = false

  function mayTake(organizerId: OrganizerId, now: number): boolean {
    const present = Math.floor(now / SECOND)
    if (present !== second) {
      second = present
      takenOfAll = 0
      taken.clear()
    }
    const ofOrganizer = taken.get(organizerId) ?? 0
    if (ofOrganizer >= MOST_OF_ORGANIZER || takenOfAll >= MOST_OF_ALL || waiting.length >= MOST_WAITING) return false
    taken.set(organizerId, ofOrganizer + 1)
    takenOfAll += 1
    return true
  }

  function arm(): void {
    if (timer !== null || isClosed) return
    timer = setTimeout(() => {
      timer = null
      void flush().then(() => {
        if (recent.size > 0 || waiting.length > 0) arm()
      })
    }, SECOND)
    timer.unref()
  }

  function flush(isLast = false): Promise<void> {
    running ??= write(isLast).finally(() => {
      running = null
    })
    return running
  }

  async function write(isLast: boolean): Promise<void> {
    const now = clock.now()
    const batch = waiting
    waiting = []
    for (const [organizerId, entries] of Map.groupBy(batch, (entry) => entry.organizerId)) {
      await attempt(entries, now, () =>
        writer.insert(
          organizerId,
          entries.map(({ refusal }) => refusal),
        ),
      )
    }
    for (const entry of [...recent.values()]) {
      const hasEnded = isLast || entry.endsAt <= now
      if (hasEnded) recent.delete(entry.name)
      const isBehind = entry.isWritten && entry.writtenCount !== entry.refusal.detail.count
      if (isBehind && (hasEnded || now - entry.writtenAt >= MINUTE)) {
        await attempt([entry], now, () => writer.count(entry.organizerId, entry.refusal))
      }
    }
  }

  async function attempt(entries: readonly Entry[], now: number, run: () => Promise<void>): Promise<void> {
    const counts = entries.map(({ refusal }) => refusal.detail.count)
    try {
      await run()
      entries.forEach((entry, index) => {
        entry.isWritten = true
        entry.writtenCount = counts[index] ?? 1
        entry.writtenAt = now
      })
    } catch (error) {
      writer.failed(error)
      for (const entry of entries) {
        entry.tries += 1
        if (!entry.isWritten && entry.tries < MOST_TRIES && waiting.length < MOST_WAITING) waiting.push(entry)
      }
    }
  }

  return {
    note(organizerId, { endpoint, error, clientId }) {
      if (isClosed) return null
      const now = clock.now()
      const detail = detailOf(error, clientId)
      const name = JSON.stringify([organizerId, endpoint, error.code, detail])
      const known = recent.get(name)
      if (known && now < known.endsAt) {
        const { refusal } = known
        known.refusal = { ...refusal, detail: { ...refusal.detail, count: refusal.detail.count + 1 } }
        return refusal.reference
      }
      if (!mayTake(organizerId, now)) return null
      const reference = randomReadable(random, REFERENCE_LENGTH)
      const id = newOrderedId<RefusalId>(random, now)
      const entry: Entry = {
        organizerId,
        name,
        endsAt: now + (detail.rule !== null && EVERYDAY.has(detail.rule) ? HOUR : MINUTE),
        refusal: { id, reference, at: now, endpoint, error: error.code, detail },
        isWritten: false,
        writtenCount: 0,
        writtenAt: 0,
        tries: 0,
      }
      recent.set(name, entry)
      waiting.push(entry)
      arm()
      return reference
    },
    flush: () => flush(),
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      await running
      await flush(true)
    },
  }
}
