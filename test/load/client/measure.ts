import { percentile } from '../statistics.ts'
import { type BenchSession, CONNECTIONS, type Job, type Measurement } from '../types.ts'
import { openConnection } from './connection.ts'
import { cpuTimeOf } from './cpu-time.ts'
import { discover } from './discovery.ts'
import { codeFlow } from './flow.ts'
import { verifyIdToken } from './verify.ts'

interface Window {
  readonly start: number
  readonly end: number
}

/**
 * Runs flows over all connections, warms up first, and measures. Before that every connection does one flow whose ID token
 * is verified.
 *
 * @throws Error as soon as one flow fails
 */
export async function measure(job: Job): Promise<Measurement> {
  const { subject, algorithm } = job
  const client = subject.clients[algorithm]
  const endpoints = await discover(subject.issuer)
  let number = 0
  const connections = dealt(subject.sessions, CONNECTIONS).map((session) => {
    const connection = openConnection(endpoints.origin)
    return { connection, session, flow: codeFlow(connection, endpoints, client, session) }
  })
  try {
    for (const { flow, session } of connections) {
      const outcome = await flow(++number)
      const expected = { algorithm, clientId: client.clientId, subject: session.subject }
      if (subject.signs) await verifyIdToken(outcome, endpoints, expected)
    }

    const window = { start: performance.now() + job.warmUpMs, end: performance.now() + job.warmUpMs + job.durationMs }
    const load = loadWithin(window, job.serverPid)
    const durations: number[] = []
    const repeat = async (flow: (number: number) => Promise<unknown>) => {
      for (let from = performance.now(); from < window.end; ) {
        await flow(++number)
        const to = performance.now()
        if (to >= window.start && to < window.end) durations.push(to - from)
        from = to
      }
    }
    await Promise.all(connections.map(({ flow }) => repeat(flow)))
    if (durations.length === 0) throw new Error('no flow ended within the time measured')
    const sorted = Float64Array.from(durations).sort()
    return {
      flowsPerSecond: (durations.length * 1000) / job.durationMs,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      ...(await load),
    }
  } finally {
    await Promise.all(connections.map(({ connection }) => connection.close()))
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
  const at = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time - performance.now()))
  await at(start)
  const [clock, own, server] = [performance.now(), process.cpuUsage(), cpuTimeOf(serverPid)]
  await at(end)
  const lapse = performance.now() - clock
  const { user, system } = process.cpuUsage(own)
  const serverNow = cpuTimeOf(serverPid)
  return {
    clientLoad: (user + system) / 1000 / lapse,
    serverLoad: server === null || serverNow === null ? null : (serverNow - server) / lapse,
  }
}
