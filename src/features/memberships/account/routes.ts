import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import { type CustomerId, looksLikeId, type MembershipId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import { renderPage } from '../../../ui/render.ts'
import type { MembershipUsage } from '../../orders/index.ts'
import { accountFrame, toLogin } from '../../sign-in/index.ts'
import { isCurrent } from '../rules/state.ts'
import type { Memberships } from '../types.ts'
import { MembershipPage, MembershipsPage } from './pages.tsx'
import { type Telling, told } from './told.ts'

export interface AccountMembershipDeps {
  readonly platform: Pick<Platform, 'clock'>
  readonly memberships: Memberships
}

type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

const PAGE_SIZE = 20
const listQuery = z.object({ cursor: z.string().max(1000).optional().catch(undefined) })
const oneParams = z.object({ id: z.string().max(50).catch('') })

/** "Memberships" in the account: those that count now as cards, the others below. */
export function membershipsPage({ memberships, platform }: AccountMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t, locale, site } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { id } = session.customer
    const query = { limit: PAGE_SIZE, ...listQuery.parse(request.query) }
    const { items, newer, older } = await memberships.ofCustomer(organizer.id, id, query)
    const total = newer === null && older === null ? items.length : await memberships.countOfCustomer(organizer.id, id)
    const now = platform.clock.now()
    const telling = tellingOf(request, session, now)
    const current = items.filter((membership) => isCurrent(membership, now))
    const only = current.length === 1 ? current[0] : undefined
    const page = MembershipsPage({
      frame: accountFrame(request, reply, session, 'memberships'),
      t,
      locale,
      organizer,
      current: current.map((membership) => told(membership, telling)),
      earlier: items.filter((membership) => !isCurrent(membership, now)).map((one) => told(one, telling)),
      usages: only ? await memberships.usages(organizer.id, only.id) : null,
      total,
      newer,
      older,
      hrefOf: orderOf(id),
      addressOf: (membership) => `${site.base}/account/memberships/${membership.id}/`,
      pageAddress: (cursor) => `${site.base}/account/memberships?cursor=${encodeURIComponent(cursor)}`,
    })
    return reply.html(await renderPage(page))
  }
}

/** One membership; 404 for one of somebody else. */
export function membershipPage({ memberships, platform }: AccountMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t, locale, site } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { id } = oneParams.parse(request.params)
    const found = looksLikeId(id) ? await memberships.byId(organizer.id, id as MembershipId) : null
    if (found?.customerId !== session.customer.id) throw new NotFound('membership')
    const grants = await memberships.grants(organizer.id, [found])
    const [grant] = grants.values()
    const page = MembershipPage({
      frame: accountFrame(request, reply, session, 'memberships'),
      t,
      locale,
      organizer,
      membership: told(found, tellingOf(request, session, platform.clock.now())),
      usages: await memberships.usages(organizer.id, found.id),
      granted: grant ? `${grant.order.code}-${grant.position.positionid}` : null,
      hrefOf: orderOf(session.customer.id),
      back: `${site.base}/account/memberships`,
    })
    return reply.html(await renderPage(page))
  }
}

/** The address of an order may open it, so only those who own it get it. */
function orderOf(customerId: CustomerId) {
  return ({ order }: MembershipUsage) => (order.customerId === customerId ? order.url : null)
}

function tellingOf({ t, locale, organizer }: FastifyRequest, { customer }: CustomerSession, now: number): Telling {
  return { t, locale, organizer, customer, now }
}
