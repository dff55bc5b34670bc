import { DAY, MINUTE, SECOND } from '../../../core/clock.ts'
import { instantOf } from './local-time.ts'

const WALL = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?$/
const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/

/**
 * The instant in ms that somebody typed: `2027-08-31`, `2027-08-31T23:59` or `2027-08-31T23:59:59` as clocks in this time zone
 * show it, or the same with a zone of its own. An end lasts to the end of that day, minute or second. NaN for anything else.
 */
export function readMoment(typed: string, timeZone: string, edge: 'start' | 'end'): number {
  const text = typed.trim()
  if (WITH_ZONE.test(text)) return Date.parse(text)
  const [, day, time, seconds] = WALL.exec(text) ?? []
  if (day === undefined) return Number.NaN
  const full = `${day}T${time ?? '00:00'}${seconds ?? ':00'}`
  const wall = Date.parse(`${full}Z`)
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(full)) return Number.NaN
  const length = time === undefined ? DAY : seconds === undefined ? MINUTE : SECOND
  return instantOf(edge === 'end' ? wall + length - 1 : wall, timeZone)
}
