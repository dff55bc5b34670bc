import type { Config } from '../../config.ts'
import type { Customers } from '../customers/index.ts'
import type { SignIn } from './sign-in.ts'
import type { DescribeNext } from './types.ts'

export interface SignInRouteDeps {
  readonly signIn: SignIn
  readonly customers: Customers
  readonly config: Config
  /** Names the app that asked for the login. */
  readonly describeNext?: DescribeNext
}
