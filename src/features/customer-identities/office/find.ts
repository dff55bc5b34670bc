import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import type { Crumb } from '../../../ui/page-head.tsx'
import type { Customer } from '../../customers/index.ts'
import { officeFrame, officePath } from '../../office-access/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { OfficeIdentityDeps } from '../deps.ts'
import { readCustomer, readIdentityId } from '../forms.ts'
import { providerName } from '../rules/provider-name.ts'
import type { CustomerIdentity } from '../types.ts'

/** An identity of a customer, as an address names both. */
export interface FoundIdentity {
  readonly customer: Customer
  readonly identity: CustomerIdentity
  readonly provider: SsoProvider
  /** Of the provider. */
  readonly name: string
}

/** @throws NotFound */
export async function identityOf(request: FastifyRequest, deps: OfficeIdentityDeps): Promise<FoundIdentity> {
  const { organizer, locale } = request
  const { identifier } = readCustomer(request.params)
  const customer = await deps.customers.byIdentifier(organizer.id, identifier)
  const id = readIdentityId(request.params)
  const identity = id && (await deps.customerIdentities.byId(organizer.id, id))
  if (!customer || identity?.customerId !== customer.id) throw new NotFound('identity')
  const provider = await deps.ssoProviders.byId(organizer.id, identity.providerId)
  if (!provider) throw new NotFound('SSO provider')
  return { customer, identity, provider, name: providerName(provider, locale) }
}

/** @param page of the customer, or nothing for the customer */
export function customerPath({ organizer }: FastifyRequest, { identifier }: Customer, page = ''): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/${page}`)
}

export function identityPath(request: FastifyRequest, customer: Customer, { id }: CustomerIdentity, page = ''): string {
  return customerPath(request, customer, `identities/${id}${page}`)
}

/** @param crumbs the way from the customer to this page, the page itself last */
export function customerFrame(
  request: FastifyRequest,
  reply: FastifyReply,
  customer: Customer,
  crumbs: readonly Crumb[],
) {
  const { organizer, t } = request
  return officeFrame(request, reply, {
    active: 'customers',
    crumbs: [
      { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') },
      { text: customer.identifier, href: customerPath(request, customer) },
      ...crumbs,
    ],
  })
}
