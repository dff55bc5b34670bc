import { DAY, HOUR } from '../../core/clock.ts'

/** Apps keep the key set for a day; the hour is for caches on the way and the pause between two looks. */
export const MIN_ANNOUNCED_MS = DAY + HOUR
const USUALLY_ANNOUNCED_MS = 7 * DAY
/** How long a former key stays published: no token that it signed lives longer. */
export const KEPT_MS = 30 * DAY
/** When to look again at a key whose algorithm no app asks for. */
export const IDLE_MS = 7 * DAY

/** How long before it signs a key is published. @param days between two keys */
export function announcedMs(days: number): number {
  return Math.max(MIN_ANNOUNCED_MS, Math.min(USUALLY_ANNOUNCED_MS, (days * DAY) / 2))
}

/** When the successor of a key is to be announced. @param signsFrom when the key began to sign, in ms */
export function announceAt(signsFrom: number, days: number): number {
  return signsFrom + days * DAY - announcedMs(days)
}

/** When a key that is announced now takes over from one that signs since `signsFrom`: in time, but never before it is known. */
export function takeOverAt(signsFrom: number, days: number, now: number): number {
  return Math.max(signsFrom + days * DAY, now + MIN_ANNOUNCED_MS)
}
