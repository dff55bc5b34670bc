import type { FastifyRequest } from 'fastify'
import type { Customer, Customers } from '../customers/index.ts'
import type { AfterLogout, SignIn } from '../sign-in/index.ts'
import type { AccountSecurity } from './account-security.ts'
import type { AccountSections } from './types.ts'

export interface AccountSecurityDeps {
  readonly security: AccountSecurity
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId'>
  readonly sections: AccountSections
  /** An identity provider that decides the address of an account; null for none. `page`: where to change it, "" for nowhere. */
  readonly addressOwner?: (
    request: FastifyRequest,
    customer: Pick<Customer, 'id'>,
  ) => Promise<{ readonly name: string; readonly page: string } | null>
  /** Tells apps of a logout by way of the browser: where it goes on the way to `goesTo`, null when it can go there directly. */
  readonly afterLogout?: AfterLogout
}
