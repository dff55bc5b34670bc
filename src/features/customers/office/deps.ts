import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit, AuditActor } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Customer, Customers } from '../types.ts'

/** A part of a customer's page that another feature draws. */
export type CustomerSection = (request: FastifyRequest, customer: Customer) => Promise<Child>

export interface CustomerRoutesDeps {
  readonly platform: Platform
  readonly customers: Customers
  readonly audit: Audit
  /**
   * Sends a link to set a password; false when the account has no address.
   * @throws TooManyRequests
   */
  readonly sendPasswordLink: (organizer: Organizer, customer: Customer, actor: AuditActor) => Promise<boolean>
  /** Below the details, in this order. */
  readonly sections?: readonly CustomerSection[]
}
