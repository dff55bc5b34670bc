import { DAY } from '../../core/clock.ts'
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/keys/types.ts'
import { announceAt, KEPT_MS, takeOverAt } from './keys-schedule.ts'
import type { SigningKey } from './keys-types.ts'

/** One algorithm of an organizer, as the page about keys shows it. Instants in ms. */
export interface AlgView {
  readonly alg: SigningAlg
  /** An active app asks for it, so its keys are replaced by themselves. */
  readonly isUsed: boolean
  readonly current: SigningKey
  readonly next: SigningKey | null
  /** Newest first. */
  readonly previous: readonly SigningKey[]
  /** When the next key is to be announced; null when it is already, or never will be by itself. */
  readonly announcedAt: number | null
  /** When the next key takes over; null when it never will by itself. */
  readonly turnsAt: number | null
}

/** @param days between two keys */
export function algViews(
  keys: readonly SigningKey[],
  used: ReadonlySet<SigningAlg>,
  days: number,
  now: number,
): AlgView[] {
  return SIGNING_ALGS.flatMap((alg) => {
    const own = keys.filter((key) => key.alg === alg)
    const current = own.find(({ state }) => state === 'current')
    if (!current) return []
    const next = own.find(({ state }) => state === 'next') ?? null
    const isUsed = used.has(alg)
    const announcedAt = next || !isUsed ? null : Math.max(now, announceAt(current.signsFrom, days))
    const turnsAt = next?.signsFrom ?? (announcedAt === null ? null : takeOverAt(current.signsFrom, days, announcedAt))
    const previous = own.filter(({ state }) => state === 'previous')
    return [{ alg, isUsed, current, next, previous, announcedAt, turnsAt }]
  })
}

/** Until when a key signs or signed; null: nobody knows yet. */
export function signsUntil({ current, turnsAt }: AlgView, key: SigningKey): number | null {
  if (key.state === 'previous') return key.stateChangedAt
  return key.kid === current.kid ? turnsAt : null
}

/** Until when a key is published; null: nobody knows yet. */
export function publishedUntil(view: AlgView, key: SigningKey): number | null {
  const until = signsUntil(view, key)
  return until === null ? null : until + KEPT_MS
}

export interface TimeWindow {
  readonly from: number
  readonly to: number
}

const LITTLE_MS = 14 * DAY
/** Former keys beyond these are in the table only. */
const MOST_SHOWN = 4

/** The keys that a picture has room for, and the time that it shows: what is to come, and as much of what was at most. */
export function pictureOf(view: AlgView, now: number): TimeWindow & { readonly keys: readonly SigningKey[] } {
  const former = view.previous.slice(0, MOST_SHOWN).reverse()
  const keys = [...former, view.current, ...(view.next ? [view.next] : [])]
  const ends = keys.map((key) => publishedUntil(view, key) ?? now)
  const to = Math.max(now + LITTLE_MS, ...ends) + 2 * DAY
  const began = Math.min(...keys.map((key) => key.createdAt))
  return { keys, to, from: Math.max(Math.min(began, now - LITTLE_MS), now - (to - now)) }
}

/** The first of months in this time, at most eight of them; every week when it is short. UTC. */
export function marksIn({ from, to }: TimeWindow): { readonly at: number; readonly isWeek: boolean }[] {
  const weeks = Math.ceil((to - from) / (7 * DAY))
  if (weeks <= 8) return Array.from({ length: weeks }, (_, index) => ({ at: from + index * 7 * DAY, isWeek: true }))
  const start = new Date(from)
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1
  const months = Array.from({ length: Math.ceil((to - from) / (28 * DAY)) }, (_, index) => first + index)
  const inside = months
    .map((month) => ({ month, at: Date.UTC(Math.floor(month / 12), month % 12) }))
    .filter(({ at }) => at < to)
  const every = Math.ceil(inside.length / 8)
  return inside.filter((_, index) => index % every === 0).map(({ at }) => ({ at, isWeek: false }))
}
