import type { Customers } from '../customers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import type { CustomerIdentities } from './types.ts'

/** What the pages are drawn from. */
export interface IdentityPagesDeps {
  readonly customerIdentities: CustomerIdentities
  readonly ssoProviders: Pick<SsoProviders, 'active' | 'list' | 'byId'>
}

export interface AccountIdentityDeps extends IdentityPagesDeps {
  readonly signIn: Pick<SignIn, 'recentSession'>
}

export interface OfficeIdentityDeps extends IdentityPagesDeps {
  readonly customers: Pick<Customers, 'byIdentifier'>
  readonly signIn: Pick<SignIn, 'sendPasswordLink'>
}
