import type { Claims } from './claims.ts'
import type { Connection } from './connection.ts'
import { ProviderProblem } from './errors.ts'
import type { ProblemDetail } from './problem-words.ts'
import type { ProviderProblemCode, Remembered, Trace } from './types.ts'

/** What the steps of a return have to work with. */
export interface Redemption {
  readonly connection: Connection
  /** Of the query or of the posted form. */
  readonly parameters: Readonly<Record<string, string>>
  readonly remembered: Remembered
  /** With which the person left. */
  readonly state: string
  /** ms */
  readonly now: number
  readonly trace?: Trace | undefined
}

export interface Tokens {
  readonly idToken: string
  /** Null when the provider sent none, as some do while no other scope is asked for. */
  readonly accessToken: string | null
  /** What `openid-client` found wrong with the ID token; our own rules say it more exactly. */
  readonly objection: unknown
}

/** What the header of an ID token says. */
export interface TokenHeader {
  readonly alg: string
  readonly kid: string | null
  readonly typ: string | null
}

export interface WithTokens extends Redemption {
  readonly tokens: Tokens
}

export interface WithHeader extends WithTokens {
  readonly header: TokenHeader
}

/** From here on the signature is good. */
export interface WithClaims extends WithHeader {
  readonly claims: Claims
}

export interface Finding {
  readonly expected?: string
  readonly found?: string
  readonly detail?: ProblemDetail
}

/**
 * Tells of a check, and stops when it was not passed.
 * @throws ProviderProblem
 */
export function check(
  { trace }: Pick<Redemption, 'trace'>,
  what: string,
  isGood: boolean,
  problem: ProviderProblemCode,
  { expected, found, detail }: Finding = {},
): void {
  trace?.({
    kind: 'check',
    what,
    isGood,
    ms: null,
    sent: expected === undefined ? [] : [expected],
    received: found === undefined ? [] : [found],
    problem: isGood ? null : problem,
  })
  if (isGood) return
  throw new ProviderProblem(problem, { detail: { ...(found !== undefined && { found }), ...detail } })
}
