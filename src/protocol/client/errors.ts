import { messageOf } from './problem-words.ts'
import type { ProviderProblemCode } from './types.ts'

/** What a problem is about, e.g. `{ endpoint: 'token_endpoint' }`; holds no secret, code or token. */
export type ProblemDetail = Readonly<Record<string, string>>

interface ProblemOptions {
  readonly detail?: ProblemDetail
  readonly cause?: unknown
}

/**
 * What is wrong with a provider or with its answer. `code` decides what people are told; `message` is English and for logs, for
 * those who run the connection.
 */
export class ProviderProblem extends Error {
  readonly code: ProviderProblemCode
  readonly detail: ProblemDetail
  constructor(code: ProviderProblemCode, { detail = {}, cause }: ProblemOptions = {}) {
    super(messageOf(code, detail), cause === undefined ? undefined : { cause })
    this.name = 'ProviderProblem'
    this.code = code
    this.detail = detail
  }
}
