import type { Clock } from '../../core/clock.ts'
import { deviceWords } from '../../platform/devices/device.ts'
import type { Customer, PersonalData } from '../customers/index.ts'
import { knownBrowserStore } from './store/known-browsers.ts'
import { loginCodeStore } from './store/login-codes.ts'
import { mailLinkStore } from './store/mail-links.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import { sessionStore } from './store/sessions.ts'

const time = (instant: number) => new Date(instant).toISOString()

/** What is known of a person's logins: where they are logged in, and which browsers are recognised. */
export function loginsOfPerson(clock: Clock): PersonalData {
  return {
    key: 'logins',
    title: 'signIn:personal.title',

    async export(q, organizer, { id }) {
      const sessions = await sessionStore(q).list(organizer.id, id, clock.now())
      const browsers = await knownBrowserStore(q).list(organizer.id, id)
      return {
        logged_in: sessions.map((session) => ({
          device: deviceWords(session.userAgent),
          user_agent: session.userAgent,
          network: session.ipPrefix,
          since: time(session.createdAt),
          last_used: time(session.lastUsedAt),
        })),
        known_browsers: browsers.map((browser) => ({
          device: deviceWords(browser.user_agent),
          user_agent: browser.user_agent,
          network: browser.ip_prefix,
          first_login: time(browser.created_at),
          last_login: time(browser.last_used_at),
        })),
      }
    },

    async preview(q, organizer, { id }) {
      const count = (await knownBrowserStore(q).list(organizer.id, id)).length
      return { goes: count === 0 ? [] : [{ key: 'signIn:personal.goes', params: { count } }], stays: [] }
    },

    /** Sessions end with the access of the account, as others have to be told of them. */
    async erase(q, organizer, customer: Customer) {
      await knownBrowserStore(q).forgetAll(organizer.id, customer.id)
      await pendingLoginStore(q).endAll(organizer.id, customer.id)
      await mailLinkStore(q).endAll(organizer.id, customer.id, { all: true })
      await loginCodeStore(q).endAll(organizer.id, customer.id)
    },

    /** Logins stay with the account in which they were made, and end with it. */
    move: async () => null,
    async moveBack() {},
  }
}
