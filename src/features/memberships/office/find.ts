import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type MembershipId, type OrganizerId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Customer, Customers } from '../../customers/index.ts'
import type { Memberships, UsedMembership } from '../types.ts'

export interface OfficeMembershipDeps {
  readonly platform: Pick<Platform, 'clock'>
  readonly memberships: Memberships
  readonly customers: Pick<Customers, 'byIdentifier'>
  /** The rule that gave each of these memberships, in words; no entry for those that no rule gave. */
  readonly givenBy?: (
    organizerId: OrganizerId,
    ids: readonly MembershipId[],
  ) => Promise<ReadonlyMap<MembershipId, string>>
}

const customerParams = z.object({ identifier: z.string().max(100).catch('') })
const membershipParams = z.object({ id: z.string().max(50).catch('') })

/** The customer of the address, if there is something left to change. @throws NotFound */
export async function customerOf(request: FastifyRequest, { customers }: OfficeMembershipDeps): Promise<Customer> {
  const { identifier } = customerParams.parse(request.params)
  const customer = await customers.byIdentifier(request.organizer.id, identifier)
  if (!customer || isGone(customer)) throw new NotFound('customer')
  return customer
}

/** The membership of the address, and whose it is. @throws NotFound */
export async function membershipOf(
  request: FastifyRequest,
  deps: OfficeMembershipDeps,
): Promise<{ customer: Customer; membership: UsedMembership }> {
  const customer = await customerOf(request, deps)
  const { id } = membershipParams.parse(request.params)
  const found = looksLikeId(id) ? await deps.memberships.byId(request.organizer.id, id as MembershipId) : null
  if (found?.customerId !== customer.id) throw new NotFound('membership')
  return { customer, membership: found }
}

/** Nothing personal is left of it. */
function isGone({ email, name, phone, hasPassword, isActive }: Customer): boolean {
  return email === null && name === '' && phone === null && !hasPassword && !isActive
}
