import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Config } from '../../config.ts'
import type { Customers } from '../customers/index.ts'
import type { SignIn } from './sign-in.ts'
import type { AfterLogout, ChooseAccount, DescribeNext, NextApp, RenewNext } from './types.ts'

/** Where somebody is on the way to while they log in. */
export interface LoginWay {
  /** A path within the organizer's pages, without the base; null for none. */
  readonly next: string | null
  readonly app: NextApp | null
}

/** Draws further ways to log in, between the form and the links; null where there is none. */
export type LoginWays = (request: FastifyRequest, reply: FastifyReply, way: LoginWay) => Promise<Child | null>

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
  /** A passkey, another provider: each way draws itself. */
  readonly loginWays?: LoginWays
}
