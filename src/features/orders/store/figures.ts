import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { isNobodys } from './found.ts'

/** How often an amount was paid. */
export interface PaidAmount {
  readonly currency: string
  readonly total: string
  readonly times: number
}

/** Numbers about orders; each stops counting at a limit, so that none costs much. */
export function figureStore(q: Database) {
  const paid = (organizerId: OrganizerId) =>
    q
      .selectFrom('orders')
      .where('organizer_id', '=', organizerId)
      .where('status', '=', 'p')
      .where('testmode', '=', false)
      .select(['currency', 'total'])

  async function amounts(some: ReturnType<typeof paid>, limit: number): Promise<PaidAmount[]> {
    const rows = await q
      .selectFrom(some.limit(limit).as('some'))
      .groupBy(['currency', 'total'])
      .select(({ fn }) => ['currency', 'total', fn.countAll<number>().as('times')])
      .execute()
    return rows.map(({ currency, total, times }) => ({ currency, total, times: Number(times) }))
  }

  return {
    /** What paid orders of an account cost, test orders left out. */
    paidByOwner: (organizerId: OrganizerId, customerId: CustomerId, limit: number) =>
      amounts(paid(organizerId).where('customer_id', '=', customerId), limit),

    /** The same of guest orders with one of these addresses. */
    async paidByEmail(organizerId: OrganizerId, emails: readonly string[], limit: number): Promise<PaidAmount[]> {
      const found: PaidAmount[] = []
      for (const email of emails) {
        found.push(...(await amounts(paid(organizerId).where('email', '=', email).where(isNobodys()), limit)))
      }
      return found
    },
  }
}
