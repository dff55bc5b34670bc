import { median } from './statistics.ts'
import type { TargetName } from './targets/index.ts'
import { ALGORITHMS, type Algorithm, type Measurement } from './types.ts'

export interface Sample {
  readonly target: TargetName
  readonly title: string
  readonly algorithm: Algorithm
  readonly round: number
  readonly measurement: Measurement
}

/** Medians over the rounds. Times in ms. */
export interface Result {
  readonly target: TargetName
  readonly title: string
  readonly algorithm: Algorithm
  readonly flowsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly clientLoad: number
  /** CPU time of the server for each flow, in ms; null where the system does not tell. */
  readonly cpuPerFlow: number | null
  /** How many times the flows of `oidc-provider`; null when one of the two was not measured. */
  readonly toPeer: number | null
  /** Share of the flows of the bare program on the same database, 0 to 1; null when one of the two was not measured. */
  readonly toBare: number | null
  readonly rounds: readonly number[]
}

const CEILING: Partial<Record<TargetName, TargetName>> = { sqlite: 'bare', postgres: 'bare-postgres' }

/** One result for each target and algorithm, in the order of the first round. */
export function summarize(samples: readonly Sample[]): Result[] {
  return ALGORITHMS.flatMap((algorithm) => {
    const ofAlgorithm = samples.filter((sample) => sample.algorithm === algorithm)
    const targets = new Map(ofAlgorithm.map(({ target, title }) => [target, title]))
    return [...targets].map(([target, title]) => summarizeTarget(ofAlgorithm, { target, title, algorithm }))
  })
}

function summarizeTarget(samples: readonly Sample[], head: Pick<Result, 'target' | 'title' | 'algorithm'>): Result {
  const own = samples.filter(({ target }) => target === head.target)
  const middle = (key: 'flowsPerSecond' | 'p50' | 'p99' | 'clientLoad') =>
    median(own.map(({ measurement }) => measurement[key]))
  const ceiling = CEILING[head.target]
  return {
    ...head,
    flowsPerSecond: middle('flowsPerSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
    clientLoad: middle('clientLoad'),
    cpuPerFlow: cpuPerFlow(own),
    toPeer: head.target === 'peer' ? null : ratio(own, samples, 'peer'),
    toBare: ceiling === undefined ? null : ratio(own, samples, ceiling),
    rounds: own.map(({ measurement }) => measurement.flowsPerSecond),
  }
}

function cpuPerFlow(samples: readonly Sample[]): number | null {
  const times = samples.flatMap(({ measurement: { serverLoad, flowsPerSecond } }) =>
    serverLoad === null ? [] : [(serverLoad * 1000) / flowsPerSecond],
  )
  return times.length === 0 ? null : median(times)
}

/** The median of the ratios within each round: what slows the machine down for a while slows both down. */
function ratio(own: readonly Sample[], samples: readonly Sample[], other: TargetName): number | null {
  const ratios = own.flatMap(({ round, measurement }) => {
    const base = samples.find((sample) => sample.target === other && sample.round === round)
    return base ? [measurement.flowsPerSecond / base.measurement.flowsPerSecond] : []
  })
  return ratios.length === 0 ? null : median(ratios)
}
