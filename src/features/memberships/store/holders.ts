import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { CustomerTable } from '../../../platform/db/schema.ts'

/** The customer who has a membership, as far as a change needs to know. */
export interface Holder {
  readonly id: CustomerId
  readonly identifier: string
  readonly name: string
  readonly email: string | null
  /** Nothing personal is left of the account. */
  readonly isAnonymised: boolean
}

/** Customers, seen from their memberships. */
export function holderStore(q: Database) {
  return {
    /** The customer, who stays as they are until the transaction ends. Null when there is no such account. */
    async hold(organizerId: OrganizerId, id: CustomerId): Promise<Holder | null> {
      const row = await q
        .updateTable('customers')
        .set(({ ref }) => ({ modified_at: ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .returning(['id', 'identifier', 'name_cached', 'email', 'phone', 'password_hash', 'is_active'])
        .executeTakeFirst()
      return row ? toHolder(row) : null
    },

    /** In which language somebody is written to; null when there is no such account. */
    async locale(organizerId: OrganizerId, id: CustomerId): Promise<string | null> {
      const row = await q
        .selectFrom('customers')
        .select('locale')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.locale ?? null
    },
  }
}

type Row = Pick<CustomerTable, 'id' | 'identifier' | 'name_cached' | 'email' | 'phone' | 'password_hash' | 'is_active'>

function toHolder({ id, identifier, name_cached: name, email, phone, password_hash, is_active }: Row): Holder {
  const isAnonymised = email === null && name === '' && phone === null && password_hash === null && !is_active
  return { id, identifier, name, email, isAnonymised }
}
