import { cpus, totalmem } from 'node:os'
import type { Cores } from './cores.ts'
import type { Result } from './results.ts'
import { CONNECTIONS } from './types.ts'

/** Share of a core from which on the load client may have been what was measured. */
const BUSY_CLIENT = 0.85

export interface Report {
  readonly date: string
  readonly machine: string
  readonly node: string
  /** Which core had which part. */
  readonly cores: Cores
  readonly connections: number
  /** People whose sessions the connections used. */
  readonly sessions: number
  readonly seconds: number
  readonly rounds: number
  /** Flows a second that the load client does with a server that does nothing. */
  readonly clientLimit: number
  readonly results: readonly Result[]
  readonly warnings: readonly string[]
}

type Facts = Pick<Report, 'cores' | 'sessions' | 'seconds' | 'rounds' | 'clientLimit' | 'results'>

export function createReport(facts: Facts): Report {
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

function warningsOf({ cores, results }: Facts): string[] {
  const busy = results.filter(({ clientLoad }) => clientLoad > BUSY_CLIENT)
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

const percent = (share: number): string => `${Math.round(share * 100)} %`

const HEADS = ['', 'flows/s', 'p50 ms', 'p99 ms', 'CPU ms', 'to peer', 'to bare', 'rounds']

function cells(result: Result): string[] {
  return [
    result.title,
    result.flowsPerSecond.toFixed(0),
    result.p50.toFixed(1),
    result.p99.toFixed(1),
    result.cpuPerFlow === null ? '' : result.cpuPerFlow.toFixed(2),
    result.toPeer === null ? '' : `${result.toPeer.toFixed(2)} x`,
    result.toBare === null ? '' : percent(result.toBare),
    result.rounds.map((flows) => flows.toFixed(0)).join(' '),
  ]
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** The report as people read it. */
export function renderReport(report: Report): string {
  const { cores, results } = report
  const places = Object.entries(cores).map(([role, core]) => `${role} on core ${core}`)
  const algorithms = [...new Set(results.map(({ algorithm }) => algorithm))]
  return [
    'One flow: authorize with a session, token, userinfo',
    `${report.date}, ${report.machine}, Node ${report.node}`,
    `${report.connections} connections, ${counted(report.sessions, 'session')}, ${counted(report.rounds, 'round')} of ${report.seconds} s, medians; ${places.join(', ') || 'nothing pinned'}`,
    ...algorithms.flatMap((algorithm) => {
      const [head = '', ...lines] = table([
        [algorithm, ...HEADS.slice(1)],
        ...results.filter((result) => result.algorithm === algorithm).map(cells),
      ])
      return ['', head, ...lines]
    }),
    '',
    `The load client alone: ${report.clientLimit.toFixed(0)} flows/s`,
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    '',
  ].join('\n')
}
