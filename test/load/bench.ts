import { type BenchOptions, HELP, readArguments, UsageError } from './arguments.ts'
import { type LoadClient, startLoadClient } from './load-client.ts'
import { createReport, renderReport } from './report.ts'
import { type Sample, summarize } from './results.ts'
import { TARGETS, type TargetName } from './targets/index.ts'
import { trivialTarget } from './targets/trivial.ts'
import { ALGORITHMS, type Algorithm, type Measurement, type Target } from './types.ts'
import { createWorkplace } from './workplace.ts'

/** npm run bench: flows per second of Foyer, of its peer and of the ceiling. */

const WARM_UP_MS = 1500
const LIMIT_MS = 2000

const say = (line: string): void => console.error(line)

async function measureTarget(
  client: LoadClient,
  target: Target,
  algorithm: Algorithm,
  durationMs: number,
): Promise<Measurement> {
  const { subject, pid, stop } = await target.start()
  try {
    return await client.run({ subject, algorithm, serverPid: pid, warmUpMs: WARM_UP_MS, durationMs })
  } catch (error) {
    throw new Error(`${target.title}: ${error instanceof Error ? error.message : error}`)
  } finally {
    await stop()
  }
}

async function bench(options: BenchOptions): Promise<void> {
  await using workplace = createWorkplace(options)
  const client = startLoadClient(workplace.cores)
  try {
    const limit = await measureTarget(client, trivialTarget(workplace), 'RS256', LIMIT_MS)
    const targets: [TargetName, Target][] = []
    for (const name of options.only) targets.push([name, await TARGETS[name](workplace)])

    const samples: Sample[] = []
    for (let round = 1; round <= options.rounds; round++) {
      for (const [name, target] of targets) {
        for (const algorithm of ALGORITHMS) {
          const measurement = await measureTarget(client, target, algorithm, options.seconds * 1000)
          samples.push({ target: name, title: target.title, algorithm, round, measurement })
          const flows = measurement.flowsPerSecond.toFixed(0)
          say(`round ${round}: ${target.title}, ${algorithm}: ${flows} flows/s, p99 ${measurement.p99.toFixed(1)} ms`)
        }
      }
    }
    const { cores } = workplace
    const { seconds, rounds, sessions } = options
    const clientLimit = limit.flowsPerSecond
    const report = createReport({ cores, sessions, seconds, rounds, clientLimit, results: summarize(samples) })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `\n${renderReport(report)}`)
  } finally {
    await client.stop()
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
try {
  const options = readArguments(process.argv.slice(2))
  if (options === null) process.stdout.write(HELP)
  else await bench(options)
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = 1
}
