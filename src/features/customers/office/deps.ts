import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { CustomerId, CustomerSessionId, OrganizerId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { MenuItem } from '../../../ui/button.tsx'
import type { Audit, AuditActor } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Customers } from '../service.ts'
import type { Customer, CustomerFilter, FindOwnedNotes } from '../types.ts'

/** A part of a customer's page that another feature draws. */
export type CustomerSection = (request: FastifyRequest, customer: Customer) => Promise<Child>

/**
 * An entry of the menu of a customer's page that another feature hands in: a link to a page of its own, which asks before it
 * changes anything. Null when there is nothing to do for this customer. Asked for by people who may change customers only, and
 * never for anonymised accounts.
 */
export type CustomerAction = (request: FastifyRequest, customer: Customer) => Promise<MenuItem | null> | MenuItem | null

/** A browser in which a customer is logged in. Instants in ms. */
export interface OfficeSession {
  readonly id: CustomerSessionId
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly device: { readonly browser: string; readonly system: string; readonly isPhone: boolean }
  readonly ipPrefix: string
}

/** Sessions of customers, as the feature that holds them shows and ends them. */
export interface OfficeSessions {
  list(organizer: Organizer, customerId: CustomerId): Promise<readonly OfficeSession[]>
  endOne(organizer: Organizer, customerId: CustomerId, id: CustomerSessionId): Promise<boolean>
}

/** Tags of customers, as the feature that holds them tells them. */
export interface ListedTags {
  inUse(organizerId: OrganizerId): Promise<readonly string[]>
  ofMany(organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, readonly string[]>>
}

/** SSO providers that customers log in with, as the feature that holds them tells them. */
export interface ListedLogins {
  providers(request: FastifyRequest): Promise<readonly { readonly id: string; readonly name: string }[]>
  ofMany(
    request: FastifyRequest,
    ids: readonly CustomerId[],
  ): Promise<ReadonlyMap<CustomerId, readonly { readonly provider: string; readonly subject: string }[]>>
}

/** Something that is being done to many customers. */
export interface OpenBulkChange {
  readonly id: string
  readonly state: string
  readonly done: number
  readonly total: number
}

/** How any number of customers are disabled in the background, as the feature that does it begins and tells it. */
export interface BulkDisabling {
  /** Answers an id; `customers/bulk/<id>` shows how far it is. */
  begin(
    organizer: Organizer,
    wanted: { readonly filter: CustomerFilter; readonly total: number },
    actor: AuditActor,
  ): Promise<string>
  open(organizer: Organizer): Promise<readonly OpenBulkChange[]>
}

export interface CustomerRoutesDeps {
  readonly platform: Platform
  readonly customers: Customers
  readonly audit: Audit
  /**
   * Sends a link to set a password; false when the account has no address.
   * @throws TooManyRequests
   */
  readonly sendPasswordLink: (organizer: Organizer, customer: Customer, actor: AuditActor) => Promise<boolean>
  readonly sessions?: OfficeSessions
  readonly bulkChanges: BulkDisabling
  /** Fields that staff cannot change. */
  readonly ownedNotes?: FindOwnedNotes
  /** Kinds of membership of the organizer, named in the language of the page, by which the list can be filtered. */
  readonly membershipTypes?: (
    request: FastifyRequest,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Tags of customers, for the list and for files. */
  readonly tags?: ListedTags
  /** For the filter of the list, and for files. */
  readonly logins?: ListedLogins
  /** Below the details, in this order. */
  readonly sections?: readonly CustomerSection[]
  /** In the menu beside "Edit", before "Anonymise". */
  readonly actions?: readonly CustomerAction[]
}
