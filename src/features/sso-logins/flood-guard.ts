import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import type { CustomerId, OrganizerId, SsoLoginId, SsoProviderId } from '../../core/ids.ts'
import type { LoginDetail } from './detail.ts'

/** New entries that cost whoever causes them nothing: within a minute, of one provider and of all. */
const MOST_CHEAP_OF_PROVIDER = 10
const MOST_CHEAP_OF_ALL = 60
/** New entries about people whom a provider vouched for, in one second. */
const MOST_OF_ORGANIZER = 50
/** Entries that are remembered to be shared. */
const MOST_SHARED = 1000

/** An entry that equal ones are counted in. */
export interface SharedEntry {
  readonly organizerId: OrganizerId
  readonly id: SsoLoginId
  readonly reference: string | null
  readonly customerId: CustomerId | null
  readonly subjectHash: string | null
  /** ms */
  readonly endsAt: number
  detail: LoginDetail
  /** ms */
  writtenAt: number
  isBehind: boolean
}

/** Keeps equal entries together and floods out. Knows only what this process noted. */
export interface FloodGuard {
  /** The entry that an equal one is counted in; null when there is none. */
  shared(name: string, now: number): SharedEntry | null
  remember(name: string, entry: SharedEntry): void
  forget(isMeant: (entry: SharedEntry) => boolean): void
  entries(): readonly SharedEntry[]
  /** Whether there is room for one more. @param isCheap nobody was vouched for */
  mayTake(organizerId: OrganizerId, providerId: SsoProviderId, isCheap: boolean, now: number): boolean
}

/** How long equal entries share one, in ms. */
export function sharedFor(isCheap: boolean): number {
  return isCheap ? HOUR : MINUTE
}

export function createFloodGuard(): FloodGuard {
  const recent = new Map<string, SharedEntry>()
  const cheap = counter(MINUTE)
  const vouched = counter(SECOND)

  return {
    shared(name, now) {
      const entry = recent.get(name)
      if (entry === undefined) return null
      if (now < entry.endsAt) return entry
      recent.delete(name)
      return null
    },
    remember(name, entry) {
      recent.set(name, entry)
      if (recent.size <= MOST_SHARED) return
      const oldest = recent.keys().next()
      if (!oldest.done) recent.delete(oldest.value)
    },
    forget(isMeant) {
      for (const [name, entry] of recent) if (isMeant(entry)) recent.delete(name)
    },
    entries: () => [...recent.values()],
    mayTake(organizerId, providerId, isCheap, now) {
      if (!isCheap) return vouched.take(organizerId, MOST_OF_ORGANIZER, now)
      return cheap.take(providerId, MOST_CHEAP_OF_PROVIDER, now) && cheap.take('', MOST_CHEAP_OF_ALL, now)
    },
  }
}

/** Counts within windows of so many ms. */
function counter(windowMs: number) {
  const taken = new Map<string, number>()
  let present = 0
  return {
    take(name: string, most: number, now: number): boolean {
      const window = Math.floor(now / windowMs)
      if (window !== present) {
        present = window
        taken.clear()
      }
      const count = taken.get(name) ?? 0
      if (count >= most) return false
      taken.set(name, count + 1)
      return true
    },
  }
}
