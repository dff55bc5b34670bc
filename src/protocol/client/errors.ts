import { messageOf, type ProblemDetail } from './problem-words.ts'
import type { ProviderProblemCode } from './types.ts'

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
