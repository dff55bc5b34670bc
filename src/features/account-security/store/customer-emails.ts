import type { CustomerEmailId, CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { CustomerEmailTable } from '../../../platform/db/account-tables.ts'
import type { Database } from '../../../platform/db/db.ts'

/** A further address of a customer. Instants in ms. */
export interface FurtherEmail {
  readonly id: CustomerEmailId
  readonly email: string
  readonly verifiedAt: number | null
  readonly createdAt: number
}

/** Further addresses of customers. */
export function customerEmailStore(q: Database) {
  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    q
      .selectFrom('customer_emails')
      .select(['id', 'email', 'verified_at', 'created_at'])
      .where('organizer_id', '=', organizerId)
      .where('customer_id', '=', customerId)

  return {
    /** The oldest first. */
    async list(organizerId: OrganizerId, customerId: CustomerId): Promise<FurtherEmail[]> {
      const rows = await ofCustomer(organizerId, customerId).orderBy('created_at').orderBy('id').execute()
      return rows.map(toFurtherEmail)
    },

    async byId(organizerId: OrganizerId, customerId: CustomerId, id: CustomerEmailId): Promise<FurtherEmail | null> {
      const row = await ofCustomer(organizerId, customerId).where('id', '=', id).executeTakeFirst()
      return row ? toFurtherEmail(row) : null
    },

    async insert(organizerId: OrganizerId, row: Omit<CustomerEmailTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customer_emails')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'email']).doNothing())
        .execute()
    },

    /** Marks an address as the customer's own; false when it is gone, or was marked before. */
    async verify(
      organizerId: OrganizerId,
      customerId: CustomerId,
      { id, email, now }: { readonly id: CustomerEmailId; readonly email: string; readonly now: number },
    ): Promise<boolean> {
      const result = await q
        .updateTable('customer_emails')
        .set({ verified_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .where('email', '=', email)
        .where('verified_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async remove(organizerId: OrganizerId, customerId: CustomerId, id: CustomerEmailId): Promise<string | null> {
      const row = await q
        .deleteFrom('customer_emails')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .returning('email')
        .executeTakeFirst()
      return row?.email ?? null
    },

    async removeByEmail(organizerId: OrganizerId, customerId: CustomerId, email: string): Promise<void> {
      await q
        .deleteFrom('customer_emails')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('email', '=', email)
        .execute()
    },

    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('customer_emails')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Gives addresses to another customer. */
    async give(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      ids: readonly CustomerEmailId[],
    ): Promise<void> {
      if (ids.length === 0) return
      await q
        .updateTable('customer_emails')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
        .where('id', 'in', ids)
        .execute()
    },
  }
}

function toFurtherEmail(row: Omit<CustomerEmailTable, 'organizer_id' | 'customer_id'>): FurtherEmail {
  return { id: row.id, email: row.email, verifiedAt: row.verified_at, createdAt: row.created_at }
}
