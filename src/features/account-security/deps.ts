import type { Customers } from '../customers/index.ts'
import type { AfterLogout, SignIn } from '../sign-in/index.ts'
import type { AccountSecurity } from './account-security.ts'
import type { AccountSections } from './types.ts'

export interface AccountSecurityDeps {
  readonly security: AccountSecurity
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId'>
  readonly sections: AccountSections
  /** Tells apps of a logout by way of the browser: where it goes on the way to `goesTo`, null when it can go there directly. */
  readonly afterLogout?: AfterLogout
}
