import type { CustomerId } from '../../../core/ids.ts'
import type { VouchedLogin } from '../types.ts'

/**
 * `prove`: an account has the address, its owner is to prove it. `confirm`: the address is to be confirmed by a code that we
 * send there. `address`: there is none yet, or another one is wanted.
 */
export type QuestionKind = 'prove' | 'confirm' | 'address'

/** What stands between a login at a provider and an account. */
export interface Question {
  readonly kind: QuestionKind
  readonly state: 'open' | 'answered' | 'expired'
  /** Whose account is to be proven. */
  readonly customerId: CustomerId | null
  readonly email: string | null
  /** ms */
  readonly askedAt: number
  /** A mail of ours proved already that this person reads the mails of the address. */
  readonly isMailboxProven: boolean
  /** Digits were sent that can be typed now. */
  readonly hasCode: boolean
  readonly vouched: VouchedLogin
}

/** What keeps a question: its name stands in addresses, the secret in a cookie of the browser. */
export interface QuestionKey {
  readonly name: string
  readonly secret: string
}

export interface AskedQuestion {
  readonly key: QuestionKey
  readonly question: Question
}
