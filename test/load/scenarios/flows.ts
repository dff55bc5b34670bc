import { type Result, type Sample, summarize } from '../results.ts'
import { TARGET_NAMES, type TargetName } from '../targets/index.ts'
import { trivialTarget } from '../targets/trivial.ts'
import { ALGORITHMS, type Algorithm, type Measurement, type Target, type Work } from '../types.ts'
import { type Stage, WARM_UP_MS } from './stage.ts'

const LIMIT_MS = 2000

interface Plan {
  readonly work: Work
  /** What one of them is called. */
  readonly unit: string
  readonly targets: readonly TargetName[]
  readonly algorithms: readonly Algorithm[]
}

const PROVIDERS = ['sqlite', 'postgres', 'peer'] as const satisfies readonly TargetName[]

const PLANS = {
  'code-flow': { work: 'code-flow', unit: 'flows', targets: TARGET_NAMES, algorithms: ALGORITHMS },
  /** Nothing is signed, so one algorithm stands for both. */
  userinfo: { work: 'userinfo', unit: 'requests', targets: PROVIDERS, algorithms: ['ES256'] },
  refresh: { work: 'refresh', unit: 'refreshes', targets: PROVIDERS, algorithms: ALGORITHMS },
} as const satisfies Record<Work, Plan>

/** Repeats one kind of work at each target, which take turns within each round. */
export async function measureFlows(stage: Stage, work: Work): Promise<Result[]> {
  const { unit, targets: names, algorithms } = PLANS[work]
  const targets = await stage.targets(names)
  const { rounds, seconds } = stage.options
  const samples: Sample[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const [name, target] of targets) {
      for (const algorithm of algorithms) {
        const measurement = await measureTarget(stage, target, { work, algorithm, durationMs: seconds * 1000 })
        samples.push({ target: name, title: target.title, algorithm, round, measurement })
        const { flowsPerSecond, p99 } = measurement
        const what = work === 'userinfo' ? work : algorithm
        stage.say(
          `round ${round}: ${target.title}, ${what}: ${flowsPerSecond.toFixed(0)} ${unit}/s, p99 ${p99.toFixed(1)} ms`,
        )
      }
    }
  }
  return summarize(samples)
}

/** Flows a second that the load client does with a server that does nothing. */
export async function measureClientLimit(stage: Stage): Promise<number> {
  const target = trivialTarget(stage.workplace)
  const job = { work: 'code-flow', algorithm: 'RS256', durationMs: LIMIT_MS } as const
  return (await measureTarget(stage, target, job)).flowsPerSecond
}

async function measureTarget(
  { client }: Stage,
  target: Target,
  job: { work: Work; algorithm: Algorithm; durationMs: number },
): Promise<Measurement> {
  const { subject, pid, stop } = await target.start({ offline: job.work === 'refresh' })
  try {
    return await client.run({ ...job, subject, serverPid: pid, warmUpMs: WARM_UP_MS, pacePerSecond: null })
  } catch (error) {
    throw new Error(`${target.title}: ${error instanceof Error ? error.message : error}`)
  } finally {
    await stop()
  }
}
