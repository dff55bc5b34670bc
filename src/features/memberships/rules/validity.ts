import { DAY } from '../../../core/clock.ts'
import { endOfDay, instantOf, plusMonths, startOfDay, wallTime } from './local-time.ts'

/** How long a membership lasts that a product grants. */
export interface GrantDuration {
  /** As long as the event, or the date of a series; the other two do not count then. */
  readonly likeEvent: boolean
  readonly days: number
  readonly months: number
}

/** When an event, or the date of a series, takes place. Instants in ms. */
export interface EventTimes {
  readonly startsAt: number
  readonly endsAt: number | null
  /** IANA name */
  readonly timeZone: string
}

/** Both ends count. Instants in ms. */
export interface Validity {
  readonly startsAt: number
  readonly endsAt: number
}

/**
 * When a membership is valid that is granted at an instant in ms. Days and months are those of the calendar at the place of the
 * event: three days bought on 10 April end with 12 April, a month bought on 1 February ends with the 28th.
 */
export function membershipValidity(duration: GrantDuration, event: EventTimes, now: number): Validity {
  const { timeZone } = event
  if (duration.likeEvent) {
    const lastDay = endOfDay(wallTime(event.startsAt, timeZone))
    return { startsAt: event.startsAt, endsAt: event.endsAt ?? instantOf(lastDay, timeZone) }
  }
  const today = startOfDay(wallTime(now, timeZone))
  return {
    startsAt: instantOf(today, timeZone),
    endsAt: instantOf(endOfDay(lastDayOf(today, duration)), timeZone),
  }
}

function lastDayOf(today: number, { days, months }: GrantDuration): number {
  if (months > 0) return plusMonths(today - DAY, months) + days * DAY
  return today + Math.max(days - 1, 0) * DAY
}
