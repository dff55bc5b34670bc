import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../config.ts'
import type { CustomerId, SsoProviderId } from '../../../core/ids.ts'
import type { Arrival, CustomerIdentities } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import type { OpenidProvider } from '../../openid-provider/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import type { SsoProviders } from '../../sso-providers/index.ts'
import type { VouchedLogin } from '../types.ts'
import type { SsoQuestions } from './questions.ts'

/**
 * `prove`: an account has the address, its owner is to prove it. `confirm`: the address is to be confirmed by a code that we
 * send there. `address`: there is none yet, or another one is wanted.
 */
export type QuestionKind = 'prove' | 'confirm' | 'address'

/** What stands between a login at a provider and an account. Instants in ms. */
export interface Question {
  /** Names it in addresses; of no use in another browser. */
  readonly name: string
  readonly kind: QuestionKind
  readonly providerId: SsoProviderId
  /** Whose account is to be proven. */
  readonly customerId: CustomerId | null
  readonly email: string | null
  /** A mail of ours proved already that this person reads the mails of the address. */
  readonly isMailboxProven: boolean
  /** Until when the digits that were sent last work; null when none were sent, or none work any more. */
  readonly codeUntil: number | null
  readonly triesLeft: number
  readonly createdAt: number
  readonly vouched: VouchedLogin
}

/** What a person proved here besides the login at the provider. */
export interface ProvenHere {
  /** Both steps of a login to the account were passed just now. */
  readonly isSecondStepDone: boolean
  /** RFC 8176 words. */
  readonly amr: readonly string[]
}

/** Brings the person in, or says why not. */
export type FinishArrival = (
  request: FastifyRequest,
  reply: FastifyReply,
  vouched: VouchedLogin,
  arrival: Arrival,
  proven?: ProvenHere,
) => Promise<FastifyReply>

export interface QuestionDeps {
  readonly config: Pick<Config, 'demo' | 'url'>
  readonly questions: SsoQuestions
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId' | 'passwordHash'>
  readonly identities: Pick<CustomerIdentities, 'arrive'>
  readonly providers: Pick<SsoProviders, 'byId' | 'active'>
  /** Names the app that waits at the end. */
  readonly describeNext: OpenidProvider['describeNext']
  readonly finishArrival: FinishArrival
}
