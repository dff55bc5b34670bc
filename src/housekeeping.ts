import { DAY, HOUR, MINUTE } from './core/clock.ts'
import type { Features } from './features.ts'
import type { Platform } from './platform/platform.ts'

const FIRST_MS = MINUTE
const EVERY_MS = 6 * HOUR
const KEEP_DELIVERED_MS = 30 * DAY

/** Removes what ended long ago, a while after the start and then every few hours. Answers how to stop it. */
export function startHousekeeping(platform: Platform, features: Features): () => void {
  const jobs: Readonly<Record<string, () => Promise<unknown>>> = {
    'delivered mails': () => platform.outbox.cleanup(KEEP_DELIVERED_MS),
    'codes, tokens and keys': () => features.openidProvider.cleanUp(),
    'sessions and mail links': () => features.signIn.cleanup(),
  }

  async function run(): Promise<void> {
    for (const [what, job] of Object.entries(jobs)) {
      try {
        const count = await job()
        if (typeof count === 'number' && count > 0) platform.log.info({ what, count }, 'removed what ended long ago')
      } catch (error) {
        platform.metrics.dbError('housekeeping')
        platform.log.warn({ err: error, what }, 'housekeeping failed')
      }
    }
  }

  const first = setTimeout(run, FIRST_MS).unref()
  const later = setInterval(run, EVERY_MS).unref()
  return () => {
    clearTimeout(first)
    clearInterval(later)
  }
}
