import type { Message } from '../../core/errors.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SsoClient } from '../sso-clients/index.ts'

export type StepResult = 'pass' | 'warn' | 'fail' | 'skip'

/** One thing that was looked at in an answer. */
export interface Finding {
  readonly isGood: boolean
  readonly text: Message
}

/** Secrets, codes and tokens in `sent` and `answered` are shortened. */
export interface Step {
  readonly title: Message
  readonly result: StepResult
  /** null for what was not run. */
  readonly ms: number | null
  /** Why, and what to do; only with warnings, failures and what was not run. */
  readonly advice: Message | null
  readonly sent: readonly string[]
  readonly answered: readonly string[]
  readonly findings: readonly Finding[]
}

export interface StepGroup {
  readonly title: Message
  readonly steps: readonly Step[]
}

export interface Report {
  /** `warn` when nothing failed, but something deserves a look. */
  readonly result: 'pass' | 'warn' | 'fail'
  readonly issuer: string
  /** In ms, as is `ms`. */
  readonly startedAt: number
  readonly ms: number
  readonly groups: readonly StepGroup[]
}

export interface ConnectionTest {
  /**
   * Runs everything that the settings of the client allow, as its app would, with a person who does not exist. Nothing is stored.
   * @throws TooManyRequests
   */
  run(organizer: Organizer, client: SsoClient): Promise<Report>
}
