import { DAY, HOUR, MINUTE } from './core/clock.ts'
import type { Features } from './features.ts'
import type { Platform } from './platform/platform.ts'

const FIRST_MS = MINUTE
const CLEAN_UP_EVERY_MS = 6 * HOUR
const KEYS_EVERY_MS = HOUR
const REMIND_EVERY_MS = HOUR
const PROVIDERS_EVERY_MS = 5 * MINUTE
const KEEP_DELIVERED_MS = 30 * DAY

type Jobs = Readonly<Record<string, () => Promise<unknown>>>

/** Removes what ended long ago and replaces keys in time, a while after the start and then every few hours. Answers how to stop it. */
export function startHousekeeping(platform: Platform, features: Features): () => void {
  const { log, metrics } = platform

  const cleanUp: Jobs = {
    'delivered mails': () => platform.outbox.cleanup(KEEP_DELIVERED_MS),
    'codes, tokens and keys': () => features.openidProvider.cleanUp(),
    'refused requests': () => features.refusedRequests.cleanUp(),
    'logins in popups': () => features.popupLogin.cleanUp(),
    'logins that never came back from SSO providers': () => features.ssoLogin.cleanUp(),
    'logins through SSO providers': () => features.ssoLogins.cleanUp(),
    'tests of SSO providers': () => features.providerTest.cleanUp(),
    'registration tokens': () => features.clientRegistration.cleanUp(),
    'files of imports': () => features.customerImports.cleanUp(),
    'changes of many customers that failed': () => features.bulkChanges.cleanUp(),
    'what undoes a merge': () => features.customerMerge.cleanUp(),
    'sessions and mail links': () => features.signIn.cleanup(),
    'invitations into teams': () => features.teams.joining.cleanUp(),
    'logins of staff that never came back': () => features.staff.attempts.cleanUp(),
    'links and codes of staff': () => features.nativeAccounts.cleanUp(),
    'login sources of staff': () => features.staffSecurity.cleanUp(),
    'challenges of passkeys': () => features.secondFactors.cleanUp(),
    'second factors of staff that nobody confirmed': () => features.staffSecondFactors.cleanUp(),
  }
  const reminders: Jobs = {
    'ends of memberships': async () => {
      const count = await features.memberships.remind()
      if (count > 0) log.info({ count }, 'announced the ends of memberships')
    },
  }
  const deletions: Jobs = {
    'accounts to be deleted': async () => {
      const count = await features.privacy.deleteDue()
      if (count > 0) log.info({ count }, 'deleted accounts as their owners had asked')
    },
  }
  const providers: Jobs = {
    'descriptions of SSO providers': async () => {
      const count = await features.ssoProviders.refreshDue()
      if (count > 0) log.debug({ count }, 'read the descriptions of SSO providers again')
    },
  }
  const acting: Jobs = {
    'administrators who looked through other accounts': async () => {
      const count = await features.staff.sessions.endOverdueActing()
      if (count > 0) log.info({ count }, 'ended what administrators looked through for an hour')
    },
  }
  const rules: Jobs = {
    'what rules of SSO providers gave': async () => {
      const count = await features.claimRules.cleanUp()
      if (count > 0) log.info({ count }, 'ended what rules of SSO providers had given')
    },
  }
  const keys: Jobs = { 'signing keys': () => features.openidProvider.keys.rotateDue() }

  async function run(jobs: Jobs): Promise<void> {
    for (const [what, job] of Object.entries(jobs)) {
      try {
        const count = await job()
        if (typeof count === 'number' && count > 0) log.info({ what, count }, 'removed what ended long ago')
      } catch (error) {
        metrics.dbError('housekeeping')
        log.warn({ err: error, what }, 'housekeeping failed')
      }
    }
  }

  const timers = [
    setTimeout(
      () => run({ ...deletions, ...rules, ...keys, ...reminders, ...acting, ...cleanUp, ...providers }),
      FIRST_MS,
    ),
    setInterval(run, CLEAN_UP_EVERY_MS, cleanUp),
    setInterval(run, KEYS_EVERY_MS, { ...deletions, ...rules, ...keys }),
    setInterval(run, REMIND_EVERY_MS, reminders),
    setInterval(run, PROVIDERS_EVERY_MS, { ...acting, ...providers }),
  ]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}
