import type { LoginJob, LoginMeasurement } from '../types.ts'
import { openConnection } from './connection.ts'
import { type LoginOutcome, logIn } from './log-in.ts'
import { until, windowAfter } from './pace.ts'

/**
 * Lets browsers log in all the time and counts what becomes of it. They come from addresses of their own (RFC 2544), as the
 * proxy tells, and take the accounts in turn, so that no throttle takes them for somebody who guesses. Whoever is told to come
 * back later does.
 *
 * @throws Error as soon as a login is answered in another way
 */
export async function storm(job: LoginJob): Promise<LoginMeasurement> {
  const { emails, password, warmUpMs, durationMs } = job
  const { origin, pathname } = new URL(job.page)
  const window = windowAfter(warmUpMs, durationMs)
  const counts: Record<LoginOutcome['kind'], number> = { logged_in: 0, refused: 0 }
  let number = 0

  const connections = Array.from({ length: job.browsers }, () => openConnection(origin))
  const browse = async (connection: (typeof connections)[number]) => {
    while (performance.now() < window.end) {
      const email = emails[++number % emails.length] ?? ''
      const outcome = await logIn(connection, pathname, { email, password, address: addressOf(number) })
      const now = performance.now()
      if (now >= window.start && now < window.end) counts[outcome.kind]++
      if (outcome.kind === 'refused') await until(now + outcome.retryAfterS * 1000)
    }
  }
  const ended = until(window.end)
  const browsers = connections.map(browse)
  try {
    await Promise.race([ended, Promise.all(browsers)])
    await ended
  } finally {
    for (const browser of browsers) browser.catch(() => {})
    await Promise.all(connections.map((connection) => connection.destroy()))
  }
  const perSecond = (count: number) => (count * 1000) / durationMs
  return { loginsPerSecond: perSecond(counts.logged_in), refusedPerSecond: perSecond(counts.refused) }
}

function addressOf(number: number): string {
  return `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}`
}
