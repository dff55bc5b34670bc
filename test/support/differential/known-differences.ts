import { AUTHORIZATION_DIFFERENCES } from './authorization-differences.ts'
import { TOKEN_DIFFERENCES } from './token-differences.ts'
import type { Case } from './types.ts'

/** A difference in which Foyer is meant to be as it is. */
export interface KnownDifference {
  /** What is different, as a heading. */
  readonly name: string
  /** What each of both does. */
  readonly says: string
  /** The text that decides it. */
  readonly decidedBy: string
  readonly when: (request: Case) => boolean
  readonly ours: RegExp
  readonly theirs: RegExp
  /** A request in which it can be seen. */
  readonly example: Case
}

/** In the order of the guide. The first that applies counts. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [...AUTHORIZATION_DIFFERENCES, ...TOKEN_DIFFERENCES]

export function knownDifference(request: Case, ours: string, theirs: string): KnownDifference | null {
  const applies = (known: KnownDifference) => known.when(request) && known.ours.test(ours) && known.theirs.test(theirs)
  return KNOWN_DIFFERENCES.find(applies) ?? null
}
