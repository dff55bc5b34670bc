import { type LoadClient, startLoadClient } from '../load-client.ts'
import { PASSWORD } from '../people.ts'
import { medianOf } from '../statistics.ts'
import { addCrowd } from '../targets/crowd.ts'
import { ORGANIZER } from '../targets/foyer.ts'
import type { TargetName } from '../targets/index.ts'
import type { LoginMeasurement, Measurement, Target } from '../types.ts'
import { type Stage, WARM_UP_MS } from './stage.ts'

/** Requests of userinfo a second, at even distances. */
export const PACE = 1000
/** More than Foyer lets wait for a free core (`password_queue`), so that the queue is always full. */
export const BROWSERS = 240
/** Browsers take these accounts in turn. */
const ACCOUNTS = 2 * BROWSERS
/** The time of the page loads and of the first refusals. */
const STORM_WARM_UP_MS = 3000

interface StormSample extends LoginMeasurement {
  /** Userinfo without the storm. */
  readonly quiet: Measurement
  /** Userinfo within it. */
  readonly stormy: Measurement
}

/** Medians over the rounds. Times in ms. */
export interface StormResult extends LoginMeasurement {
  readonly target: TargetName
  readonly title: string
  readonly quietP50: number
  readonly quietP99: number
  readonly p50: number
  readonly p99: number
  /** p99 of each round, in ms. */
  readonly rounds: readonly number[]
}

/** What userinfo takes while more people log in than can be helped, beside what it takes otherwise. */
export async function measureStorm(stage: Stage): Promise<StormResult[]> {
  const targets = await stage.targets(['sqlite', 'postgres'])
  const crowds = new Map<TargetName, string[]>()
  for (const [name, { place }] of targets) if (place) crowds.set(name, await addCrowd(place, ORGANIZER, ACCOUNTS))
  const crowd = startLoadClient(stage.workplace.cores)
  try {
    const samples: [TargetName, StormSample][] = []
    for (let round = 1; round <= stage.options.rounds; round++) {
      for (const [name, target] of targets) {
        const sample = await measureTarget(stage, crowd, target, crowds.get(name) ?? [])
        samples.push([name, sample])
        const { loginsPerSecond, stormy } = sample
        stage.say(
          `round ${round}: ${target.title}, storm: ${loginsPerSecond.toFixed(0)} logins/s, userinfo p99 ${stormy.p99.toFixed(1)} ms`,
        )
      }
    }
    return targets.map(([name, { title }]) => ({
      target: name,
      title,
      ...summarizeStorm(samples.filter(([own]) => own === name).map(([, sample]) => sample)),
    }))
  } finally {
    await crowd.stop()
  }
}

async function measureTarget(
  { client, options }: Stage,
  crowd: LoadClient,
  target: Target,
  emails: readonly string[],
): Promise<StormSample> {
  const { subject, pid, stop } = await target.start({ env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
  const durationMs = options.seconds * 1000
  const userinfo = (warmUpMs: number) =>
    client.run({
      ...{ work: 'userinfo', algorithm: 'ES256', pacePerSecond: PACE },
      ...{ subject, serverPid: pid, warmUpMs, durationMs },
    })
  try {
    const quiet = await userinfo(WARM_UP_MS)
    const page = `${subject.issuer}/account/login`
    const logins = { page, emails, password: PASSWORD, browsers: BROWSERS, durationMs, warmUpMs: STORM_WARM_UP_MS }
    const [stormy, counts] = await Promise.all([userinfo(STORM_WARM_UP_MS), crowd.storm(logins)])
    return { quiet, stormy, ...counts }
  } catch (error) {
    throw new Error(`${target.title}: ${error instanceof Error ? error.message : error}`)
  } finally {
    await stop()
  }
}

export function summarizeStorm(samples: readonly StormSample[]): Omit<StormResult, 'target' | 'title'> {
  return {
    quietP50: medianOf(samples, ({ quiet }) => quiet.p50),
    quietP99: medianOf(samples, ({ quiet }) => quiet.p99),
    p50: medianOf(samples, ({ stormy }) => stormy.p50),
    p99: medianOf(samples, ({ stormy }) => stormy.p99),
    loginsPerSecond: medianOf(samples, ({ loginsPerSecond }) => loginsPerSecond),
    refusedPerSecond: medianOf(samples, ({ refusedPerSecond }) => refusedPerSecond),
    rounds: samples.map(({ stormy }) => stormy.p99),
  }
}
