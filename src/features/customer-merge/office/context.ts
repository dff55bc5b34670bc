import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import type { OrganizerId } from '../../../core/ids.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import type { Customer, Customers } from '../../customers/index.ts'
import { officeFrame, officePath } from '../../office-access/index.ts'
import type { CustomerMerge } from '../types.ts'

export interface MergeRouteDeps {
  readonly customers: Pick<Customers, 'byIdentifier' | 'byEmail' | 'list'>
  readonly customerMerge: CustomerMerge
}

/** What every page of this feature is drawn with. */
export interface MergeContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
}

export function mergeContext(
  request: FastifyRequest,
  reply: FastifyReply,
  customer: Customer,
  crumb: string,
): MergeContext {
  const { t, organizer } = request
  const list = { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') }
  const own = { text: customer.identifier, href: customerAddress(request, customer) }
  const { frame, crumbs } = officeFrame(request, reply, { active: 'customers', crumbs: [list, own, { text: crumb }] })
  return { frame, crumbs, t, csrf: reply.csrfToken() }
}

/** Address of a page of a customer. */
export function customerAddress(
  { organizer }: FastifyRequest,
  { identifier }: Pick<Customer, 'identifier'>,
  page = '',
): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/${page}`)
}

export function nameOf({ name, email, identifier }: Customer): string {
  return name || email || identifier
}

/** @throws NotFound */
export async function customerBy(
  customers: MergeRouteDeps['customers'],
  organizerId: OrganizerId,
  identifier: string,
): Promise<Customer> {
  const customer = await customers.byIdentifier(organizerId, identifier)
  if (!customer) throw new NotFound('customer')
  return customer
}
