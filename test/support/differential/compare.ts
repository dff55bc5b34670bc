import fc from 'fast-check'
import { authorizationOutcome } from './authorization-outcome.ts'
import { knownDifference } from './known-differences.ts'
import { tokenOutcome } from './token-outcome.ts'
import type { Case, Side } from './types.ts'
import type { DifferentialWorld } from './world.ts'

export interface Comparison {
  readonly request: Case
  readonly ours: string
  readonly theirs: string
}

export interface Comparisons {
  readonly count: number
  /** Names of the listed differences that were seen. */
  readonly seen: ReadonlySet<string>
  readonly unlisted: readonly Comparison[]
  /** How often Foyer gave what was asked for. */
  readonly successes: number
}

/** Sends the same requests to both, one after the other, and sorts the differences. */
export async function compare(
  world: DifferentialWorld,
  cases: fc.Arbitrary<Case>,
  { seed, count }: { seed: number; count: number },
): Promise<Comparisons> {
  const seen = new Set<string>()
  const unlisted: Comparison[] = []
  let successes = 0
  for (const request of fc.sample(cases, { seed, numRuns: count })) {
    const { ours, theirs } = await outcomes(world, request)
    if (/^(success|200)/.test(ours)) successes += 1
    if (ours === theirs) continue
    const known = knownDifference(request, ours, theirs)
    if (known) seen.add(known.name)
    else unlisted.push({ request, ours, theirs })
  }
  return { count, seen, unlisted, successes }
}

/** How a request ends at both. */
export async function outcomes({ foyer, peer }: DifferentialWorld, request: Case) {
  const [ours, theirs] = await Promise.all([outcome(foyer, request), outcome(peer, request)])
  return { ours, theirs }
}

function outcome(side: Side, request: Case): Promise<string> {
  return request.kind === 'authorization' ? authorizationOutcome(side, request) : tokenOutcome(side, request)
}

/** Requests and answers as a developer wants to read them. */
export function report(unlisted: readonly Comparison[]): string {
  return unlisted
    .map(({ request, ours, theirs }) => `Foyer: ${ours}\noidc-provider: ${theirs}\n${JSON.stringify(request)}`)
    .join('\n\n')
}
