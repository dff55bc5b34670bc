import type { Customers } from '../customers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { AccountSecurity } from './account-security.ts'
import type { AccountSections } from './types.ts'

export interface AccountSecurityDeps {
  readonly security: AccountSecurity
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId'>
  readonly sections: AccountSections
}
