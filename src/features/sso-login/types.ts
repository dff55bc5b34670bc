import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SsoProviderId } from '../../core/ids.ts'
import type { LoginWishes, Remembered, VerifiedPerson } from '../../protocol/client/types.ts'
import type { ArrivingPerson } from '../customer-identities/index.ts'
import type { SsoProvider } from '../sso-providers/index.ts'

/** What a login at a provider is for: to come in, to add an identity to the account that is logged in, to try the connection. */
export type AttemptPurpose = 'login' | 'link' | 'test'

export interface NewAttempt {
  readonly purpose: AttemptPurpose
  /** A path within the organizer's pages; null for the account. Never leaves this server. */
  readonly next: string | null
  readonly wishes: LoginWishes
  /** The login has to take place now, whatever session there is at the provider. */
  readonly isFresh?: boolean
  /** What the purpose needs: whom to link, which test. */
  readonly data?: Readonly<Record<string, string>>
}

/** An attempt with which somebody came back. */
export interface TakenAttempt {
  readonly purpose: AttemptPurpose
  readonly providerId: SsoProviderId
  readonly next: string | null
  readonly data: Readonly<Record<string, string>>
  readonly remembered: Remembered
  /** ms */
  readonly startedAt: number
}

/** A person whom a provider vouched for, on the way into an account. */
export interface VouchedLogin {
  readonly person: ArrivingPerson
  readonly session: Pick<VerifiedPerson, 'idToken' | 'sid' | 'authAt' | 'amr'>
  readonly next: string | null
}

/** Begins logins at providers, and takes them up again. */
export interface SsoLogin {
  /** Remembers an attempt of this browser; answers the address at the provider. @throws ProviderProblem */
  begin(request: FastifyRequest, reply: FastifyReply, provider: SsoProvider, attempt: NewAttempt): Promise<string>
  /** For purposes of other features: takes over once the attempt was found, before anything else is done with the answer. */
  handle(purpose: AttemptPurpose, handler: ReturnHandler): void
  /** Removes attempts and questions that are over. */
  cleanUp(): Promise<number>
}

export type ReturnHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  returned: {
    readonly provider: SsoProvider
    readonly attempt: TakenAttempt
    /** Of the query or the posted form. */
    readonly parameters: Readonly<Record<string, string>>
  },
) => Promise<FastifyReply>
