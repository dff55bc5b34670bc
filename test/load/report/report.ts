import { cpus, totalmem } from 'node:os'
import type { Cores } from '../cores.ts'
import type { Result } from '../results.ts'
import type { CustomersResult } from '../scenarios/customers.ts'
import type { StartResult } from '../scenarios/start.ts'
import type { StormResult } from '../scenarios/storm.ts'
import { CONNECTIONS } from '../types.ts'
import { customersSection } from './customers.ts'
import { flowSection } from './flows.ts'
import { percent } from './numbers.ts'
import { startSection } from './start.ts'
import { stormSection } from './storm.ts'

/** Share of a core from which on the load client may have been what was measured. */
const BUSY_CLIENT = 0.85

export interface Report {
  readonly date: string
  readonly machine: string
  readonly node: string
  readonly connections: number
  /** Which core had which part. */
  readonly cores: Cores
  /** People whose sessions the connections used. */
  readonly sessions: number
  readonly seconds: number
  readonly rounds: number
  /** Flows a second that the load client does with a server that does nothing; null when no code flows were measured. */
  readonly clientLimit: number | null
  /** Code flows. */
  readonly results: readonly Result[]
  readonly userinfo?: readonly Result[]
  readonly refresh?: readonly Result[]
  readonly storm?: readonly StormResult[]
  readonly start?: StartResult
  readonly customers?: readonly CustomersResult[]
  readonly warnings: readonly string[]
}

export type ReportFacts = Omit<Report, 'date' | 'machine' | 'node' | 'connections' | 'warnings'>

export function createReport(facts: ReportFacts): Report {
  const [cpu] = cpus()
  const memoryGib = Math.round(totalmem() / 2 ** 30)
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${process.platform} ${process.arch}, ${cpu?.model.trim()}, ${cpus().length} cores, ${memoryGib} GiB`,
    node: process.version,
    connections: CONNECTIONS,
    ...facts,
    warnings: warningsOf(facts),
  }
}

function warningsOf({ cores, results, userinfo = [], refresh = [] }: ReportFacts): string[] {
  const busy = [...results, ...userinfo, ...refresh].filter(({ clientLoad }) => clientLoad > BUSY_CLIENT)
  const unpinned =
    cores.server === undefined ? ['processes are not pinned to cores: they take time from one another'] : []
  return [
    ...unpinned,
    ...busy.map(
      ({ title, algorithm, clientLoad }) =>
        `the load client used ${percent(clientLoad)} of its core for ${title}, ${algorithm}: the server may be faster`,
    ),
  ]
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** The report as people read it. */
export function renderReport(report: Report): string {
  const { cores, results, userinfo, refresh, storm, start, customers, clientLimit } = report
  const places = Object.entries(cores).map(([role, core]) => `${role} on core ${core}`)
  const head = [
    `${report.date}, ${report.machine}, Node ${report.node}`,
    `${report.connections} connections, ${counted(report.sessions, 'session')}, ${counted(report.rounds, 'round')} of ${report.seconds} s, medians; ${places.join(', ') || 'nothing pinned'}`,
  ]
  return [
    ...(results.length > 0 ? ['One flow: authorize with a session, token, userinfo'] : []),
    ...head,
    ...flowSection(results, 'flows/s', { bare: true }),
    ...(clientLimit === null ? [] : ['', `The load client alone: ${clientLimit.toFixed(0)} flows/s`]),
    ...titled('Userinfo alone', userinfo && flowSection(userinfo, 'requests/s', { algorithms: false })),
    ...titled('Refresh tokens, each used once', refresh && flowSection(refresh, 'refreshes/s')),
    ...(storm?.length ? stormSection(storm) : []),
    ...(start ? startSection(start) : []),
    ...(customers ? customersSection(customers) : []),
    ...(report.warnings.length > 0 && results.length === 0 ? [''] : []),
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    '',
  ].join('\n')
}

function titled(title: string, lines: readonly string[] | undefined): string[] {
  return lines?.length ? ['', title, ...lines] : []
}
