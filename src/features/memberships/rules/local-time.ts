import { DAY, SECOND } from '../../../core/clock.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()
const MAX_CLOCKS = 1000

/**
 * What clocks on the wall show, as a number: the milliseconds since 1970 that this date and time would be in UTC. Dates of the
 * calendar are counted with it, so that a day is a day when clocks are changed.
 */
export type WallTime = number

/** What clocks in a time zone (IANA name) show at an instant in ms. */
export function wallTime(instant: number, timeZone: string): WallTime {
  const read = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const whole = Date.UTC(
    Number(read.year),
    Number(read.month) - 1,
    Number(read.day),
    Number(read.hour),
    Number(read.minute),
    Number(read.second),
  )
  return whole + (((instant % SECOND) + SECOND) % SECOND)
}

/**
 * The instant in ms at which clocks in a time zone show this. The earlier one where it comes twice, and as much later as clocks
 * are put forward where it does not come at all.
 */
export function instantOf(wall: WallTime, timeZone: string): number {
  const before = wallTime(wall - DAY, timeZone) - (wall - DAY)
  const after = wallTime(wall + DAY, timeZone) - (wall + DAY)
  const early = wall - Math.max(before, after)
  const late = wall - Math.min(before, after)
  if (wallTime(early, timeZone) === wall) return early
  return wallTime(late, timeZone) === wall ? late : wall - before
}

/** Midnight at the beginning of that day. */
export function startOfDay(wall: WallTime): WallTime {
  return Math.floor(wall / DAY) * DAY
}

/** The last millisecond of that day. */
export function endOfDay(wall: WallTime): WallTime {
  return startOfDay(wall) + DAY - 1
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function plusMonths(wall: WallTime, months: number): WallTime {
  const date = new Date(wall)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(day, lastDay)) + (wall - startOfDay(wall))
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    if (clocks.size >= MAX_CLOCKS) clocks.clear()
    clock = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}
