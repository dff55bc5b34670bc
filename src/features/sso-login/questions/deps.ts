import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Config } from '../../../config.ts'
import type { SsoProviderId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Arrival, CustomerIdentities } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import type { OpenidProvider } from '../../openid-provider/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import type { VouchedLogin } from '../types.ts'
import type { SsoQuestions } from './questions.ts'

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

/**
 * Draws ways to log in that need no form of ours: a passkey, other providers; null for none.
 * @param way.next a path within the organizer's pages, without the base
 * @param way.except the provider that is to be left out
 */
export type OtherWays = (
  request: FastifyRequest,
  reply: FastifyReply,
  way: { readonly next: string; readonly except: SsoProviderId },
) => Promise<Child | null>

export interface QuestionDeps {
  readonly platform: Pick<Platform, 'clock'>
  readonly config: Pick<Config, 'demo' | 'url'>
  readonly questions: SsoQuestions
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId' | 'passwordHash'>
  readonly identities: Pick<CustomerIdentities, 'arrive'>
  /** Names the app that waits at the end. */
  readonly describeNext: OpenidProvider['describeNext']
  readonly finishArrival: FinishArrival
  readonly otherWays: OtherWays
}
