import { DAY } from '../../core/clock.ts'
import type { Database } from '../../platform/db/db.ts'
import { deviceOf, deviceWords, ipPrefix } from '../../platform/devices/device.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { displayName, type Staff, staffLetter, type User } from '../staff/index.ts'
import { deviceName } from './device-name.ts'
import { loginSourceStore } from './store/login-sources.ts'

/** A kind of browser that was not used for this long is new again, in ms. */
const FORGOTTEN_AFTER_MS = 365 * DAY

interface Login {
  readonly user: User
  readonly userAgent: string
  readonly ip: string
}

/** Notices the kind of browser of each login. Whoever logs in with a new one gets a mail, except at the very first login. */
export function watchLoginSources(
  platform: Platform,
  { staff, audit }: { staff: Pick<Staff, 'completion'>; audit: Audit },
): void {
  const { db, clock, mailer } = platform

  staff.completion.onLoggedIn(async (login) => {
    const source = deviceWords(login.userAgent)
    const isKnown = await loginSourceStore(db.q).isKnown(login.user.id, source)
    const mail = isKnown ? null : await noticeOf(platform, login)
    return async (q) => {
      if (!(await isNew(q, login, source))) return
      await audit.record(q, null, eventOf(login, source))
      const hasOthers = await loginSourceStore(q).hasOthers(login.user.id, source)
      if (mail !== null && hasOthers) await mailer.queue(q, mail)
    }
  })

  async function isNew(q: Database, { user, userAgent }: Login, source: string): Promise<boolean> {
    const store = loginSourceStore(q)
    const now = clock.now()
    if (await store.touch(user.id, source, now)) return false
    const { browser, system } = deviceOf(userAgent)
    return store.add({ user_id: user.id, source, browser, system, first_seen_at: now, last_seen_at: now })
  }
}

/** Forgets kinds of browsers that nobody used for a year. Answers how many. */
export function forgetLoginSources({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  return loginSourceStore(db.q).deleteUnusedSince(clock.now() - FORGOTTEN_AFTER_MS)
}

function eventOf({ user, ip }: Login, device: string) {
  return {
    action: 'pretix.control.auth.user.new_source',
    actor: { type: 'staff', id: user.id, name: displayName(user) },
    object: { type: 'user', id: user.id, name: user.email },
    detail: { device, network: ipPrefix(ip) },
  } as const
}

function noticeOf(platform: Platform, { user, userAgent, ip }: Login) {
  const { i18n, clock, config } = platform
  const t = i18n.translator(user.locale)
  const device = deviceName(deviceOf(userAgent), t)
  const when = formatInstant(clock.now(), user.locale, user.timeZone)
  return staffLetter(platform, {
    user,
    topic: 'staff.new_source',
    text: (part) => `staffSecurity:mail.${part}`,
    values: { device },
    href: `${config.url}/control/settings/sessions/`,
    facts: [
      { label: t('staffSecurity:mail.device'), value: device },
      { label: t('staffSecurity:mail.network'), value: ipPrefix(ip) },
      { label: t('staffSecurity:mail.time'), value: when },
    ],
  })
}
