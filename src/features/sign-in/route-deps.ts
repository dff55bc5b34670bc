import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Config } from '../../config.ts'
import type { ProviderLink } from '../../ui/auth-layout.tsx'
import type { Customers } from '../customers/index.ts'
import type { LastWay } from './last-way.ts'
import type { SignIn } from './sign-in.ts'
import type { AfterLogout, ChooseAccount, DescribeNext, NextApp, ReauthReason, RenewNext } from './types.ts'

/** Where somebody is on the way to while they log in. */
export interface LoginWay {
  /** A path within the organizer's pages, without the base; null for none. */
  readonly next: string | null
  readonly app: NextApp | null
}

/** Draws further ways to log in, between the form and the links; null where there is none. */
export type LoginWays = (request: FastifyRequest, reply: FastifyReply, way: LoginWay) => Promise<Child | null>

/** Somebody at the login page. */
export interface LoginVisit extends LoginWay {
  /** An address to begin with; empty for none. */
  readonly loginHint: string
  /** The person is to log in although somebody is logged in, and why. */
  readonly isAgain: boolean
  readonly reason: ReauthReason | null
}

/** A login at a provider, as a button. */
export interface ProviderWay extends ProviderLink {
  readonly way: LastWay
}

/** Logins at providers of the organizer. */
export interface ProviderWays {
  list(request: FastifyRequest, visit: LoginVisit): Promise<readonly ProviderWay[]>
  /** Leads to one without a click. */
  leave(request: FastifyRequest, reply: FastifyReply, way: ProviderWay): Promise<FastifyReply>
}

export interface SignInRouteDeps {
  readonly signIn: SignIn
  readonly customers: Customers
  readonly config: Config
  /** Names the app that asked for the login. */
  readonly describeNext?: DescribeNext
  /** Keeps the request of that app alive while its person was away to read a mail. */
  readonly renewNext?: RenewNext
  /** Tells that app that the person was asked with which account to go on. */
  readonly accountChosen?: ChooseAccount
  /** Tells apps of a logout by way of the browser. */
  readonly afterLogout?: AfterLogout
  /** A passkey. */
  readonly loginWays?: LoginWays
  readonly providerWays?: ProviderWays
}
