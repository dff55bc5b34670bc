import type { Platform } from '../../../platform/platform.ts'
import type { Audit, AuditActor } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Customer, Customers } from '../types.ts'

export interface CustomerRoutesDeps {
  readonly platform: Platform
  readonly customers: Customers
  readonly audit: Audit
  /**
   * Sends a link to set a password; false when the account has no address.
   * @throws TooManyRequests
   */
  readonly sendPasswordLink: (organizer: Organizer, customer: Customer, actor: AuditActor) => Promise<boolean>
}
