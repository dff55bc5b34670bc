import type { Config } from '../../config.ts'
import type { Customers } from '../customers/index.ts'
import type { SignIn } from './sign-in.ts'
import type { AfterLogout, ChooseAccount, DescribeNext, RenewNext } from './types.ts'

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
}
