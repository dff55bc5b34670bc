import type { Result } from '../results.ts'
import { percent } from './numbers.ts'
import { table } from './table.ts'

interface Columns {
  /** A table for each algorithm; default true. */
  readonly algorithms?: boolean
  /** Beside the bare program; default false. */
  readonly bare?: boolean
}

/** A table for each algorithm, with an empty line before it. @param rate what the first column counts */
export function flowSection(results: readonly Result[], rate: string, columns: Columns = {}): string[] {
  const { algorithms = true, bare = false } = columns
  return [...new Set(results.map(({ algorithm }) => algorithm))].flatMap((algorithm) => {
    const own = results.filter((result) => result.algorithm === algorithm)
    const heads = [rate, 'p50 ms', 'p99 ms', 'CPU ms', 'to peer', ...(bare ? ['to bare'] : []), 'rounds']
    return ['', ...table([[algorithms ? algorithm : '', ...heads], ...own.map((result) => cells(result, bare))])]
  })
}

function cells(result: Result, bare: boolean): string[] {
  return [
    result.title,
    result.flowsPerSecond.toFixed(0),
    result.p50.toFixed(1),
    result.p99.toFixed(1),
    result.cpuPerFlow === null ? '' : result.cpuPerFlow.toFixed(2),
    result.toPeer === null ? '' : `${result.toPeer.toFixed(2)} x`,
    ...(bare ? [result.toBare === null ? '' : percent(result.toBare)] : []),
    result.rounds.map((flows) => flows.toFixed(0)).join(' '),
  ]
}
