import { percentile } from '../statistics.ts'
import { type BenchSession, CONNECTIONS, type FlowJob, type Measurement } from '../types.ts'
import { openConnection } from './connection.ts'
import { cpuTimeOf } from './cpu-time.ts'
import { discover } from './discovery.ts'
import { repeatWithin, until, type Window, windowAfter } from './pace.ts'
import { prepareWork } from './work.ts'

/**
 * Repeats the work of the job over all connections, warms up first, and measures. Before that every connection does one flow
 * whose ID token is verified.
 *
 * @throws Error as soon as one answer is wrong
 */
export async function measure(job: FlowJob): Promise<Measurement> {
  const { subject, pacePerSecond } = job
  const endpoints = await discover(subject.issuer)
  let number = 0
  const sessions = dealt(subject.sessions, CONNECTIONS)
  const connections = sessions.map(() => openConnection(endpoints.origin))
  try {
    const works = []
    for (const [index, connection] of connections.entries()) {
      const session = sessions[index] as BenchSession
      works.push(await prepareWork(job, connection, endpoints, session, ++number))
    }

    const window = windowAfter(job.warmUpMs, job.durationMs)
    const load = loadWithin(window, job.serverPid)
    const durations: number[] = []
    const everyMs = pacePerSecond === null ? null : (1000 * CONNECTIONS) / pacePerSecond
    await Promise.all(
      works.map(async (work, index) => {
        if (everyMs !== null) await until(performance.now() + (index * everyMs) / CONNECTIONS)
        await repeatWithin(
          window,
          everyMs,
          () => work.repeat(++number),
          (duration) => durations.push(duration),
        )
      }),
    )
    for (const work of works) await work.finish()
    if (durations.length === 0) throw new Error('no flow ended within the time measured')
    const sorted = Float64Array.from(durations).sort()
    return {
      flowsPerSecond: (durations.length * 1000) / job.durationMs,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      ...(await load),
    }
  } finally {
    await Promise.all(connections.map((connection) => connection.destroy()))
  }
}

/** Hands the sessions out in turn. */
function dealt(sessions: readonly BenchSession[], count: number): BenchSession[] {
  return Array.from({ length: Math.ceil(count / sessions.length) }, () => sessions)
    .flat()
    .slice(0, count)
}

/** Shares of one core that this process and the server use within a time to come. */
async function loadWithin({ start, end }: Window, serverPid: number) {
  await until(start)
  const [clock, own, server] = [performance.now(), process.cpuUsage(), cpuTimeOf(serverPid)]
  await until(end)
  const lapse = performance.now() - clock
  const { user, system } = process.cpuUsage(own)
  const serverNow = cpuTimeOf(serverPid)
  return {
    clientLoad: (user + system) / 1000 / lapse,
    serverLoad: server === null || serverNow === null ? null : (serverNow - server) / lapse,
  }
}
