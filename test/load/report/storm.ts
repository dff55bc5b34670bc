import { BROWSERS, PACE, type StormResult } from '../scenarios/storm.ts'
import { table } from './table.ts'

const HEADS = ['', 'p50 ms', 'p99 ms', 'p50 before', 'p99 before', 'logins/s', '503/s', 'rounds (p99)']

/** The table of userinfo within a storm of logins, with an empty line before it. */
export function stormSection(results: readonly StormResult[]): string[] {
  return [
    '',
    `Userinfo, ${PACE} requests/s, while ${BROWSERS} browsers log in all the time`,
    '',
    ...table([HEADS, ...results.map(cells)]),
  ]
}

function cells(result: StormResult): string[] {
  return [
    result.title,
    result.p50.toFixed(1),
    result.p99.toFixed(1),
    result.quietP50.toFixed(1),
    result.quietP99.toFixed(1),
    result.loginsPerSecond.toFixed(1),
    result.refusedPerSecond.toFixed(1),
    result.rounds.map((p99) => p99.toFixed(1)).join(' '),
  ]
}
