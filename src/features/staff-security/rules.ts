import { InvalidInput, type Message } from '../../core/errors.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import type { OwnProfile } from './store/profile.ts'

const MAX_NAME = 255

/** The form of the own settings as it was sent. */
export interface ProfileForm {
  readonly fullname: string
  readonly locale: string
  readonly time_zone: string
}

/** @throws InvalidInput naming the fields that cannot be stored */
export function checkProfile({ fullname, locale, time_zone }: ProfileForm): OwnProfile {
  const name = fullname.replace(/\s+/gu, ' ').trim()
  const problems: Record<string, Message> = {}
  if (name.length > MAX_NAME) problems.fullname = { key: 'staffSecurity:problem.name', params: { count: MAX_NAME } }
  if (!isLocale(locale)) problems.locale = { key: 'staffSecurity:problem.locale' }
  if (!isTimeZone(time_zone)) problems.time_zone = { key: 'staffSecurity:problem.timeZone' }
  if (Object.keys(problems).length > 0 || !isLocale(locale)) throw new InvalidInput(problems)
  return { fullname: name, locale, timeZone: time_zone }
}

/** An IANA name; offsets such as `+02:00` know no summer. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
