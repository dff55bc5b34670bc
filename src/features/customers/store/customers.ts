import { sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { CustomerTable } from '../../../platform/db/schema.ts'
import type { Customer, CustomerCounts } from '../types.ts'
import { toCustomer } from './row.ts'

type UniqueColumn = 'id' | 'identifier' | 'email'

/** Customer accounts, one organizer's at a time. */
export function customerStore(q: Database) {
  async function find(organizerId: OrganizerId, column: UniqueColumn, value: string): Promise<Customer | null> {
    const row = await q
      .selectFrom('customers')
      .selectAll()
      .where('organizer_id', '=', organizerId)
      .where(column, '=', value as CustomerId)
      .executeTakeFirst()
    return row ? toCustomer(row) : null
  }

  /** Most are active: they are what is left of all, which PostgreSQL counts in its smallest index instead of the table. */
  async function countEach(organizerId: OrganizerId): Promise<CustomerCounts> {
    const some = sql`select count(*) from customers where organizer_id = ${organizerId}`
    const { rows } = await sql<Record<'all' | 'unverified' | 'disabled', number>>`
      select (${some}) as "all", (${some} and is_active = ${true} and is_verified = ${false}) as unverified,
        (${some} and is_active = ${false}) as disabled`.execute(q)
    const [row] = rows
    const [all, unverified, disabled] = [
      Number(row?.all ?? 0),
      Number(row?.unverified ?? 0),
      Number(row?.disabled ?? 0),
    ]
    return { all, active: all - unverified - disabled, unverified, disabled }
  }

  return {
    byId: (organizerId: OrganizerId, id: CustomerId) => find(organizerId, 'id', id),
    byIdentifier: (organizerId: OrganizerId, identifier: string) => find(organizerId, 'identifier', identifier),
    byEmail: (organizerId: OrganizerId, email: string) => find(organizerId, 'email', email),

    async byExternalIdentifier(organizerId: OrganizerId, identifier: string): Promise<Customer[]> {
      const rows = await q
        .selectFrom('customers')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('external_identifier', '=', identifier)
        .limit(2)
        .execute()
      return rows.map(toCustomer)
    },

    async isTaken(organizerId: OrganizerId, column: 'identifier' | 'email', value: string): Promise<boolean> {
      const row = await q
        .selectFrom('customers')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where(column, '=', value)
        .executeTakeFirst()
      return row !== undefined
    },

    async insert(organizerId: OrganizerId, row: Omit<CustomerTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customers')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** @param readAt the `modified_at` with which the row was read; false when it has another one now */
    async update(
      organizerId: OrganizerId,
      id: CustomerId,
      columns: Partial<CustomerTable>,
      readAt?: number,
    ): Promise<boolean> {
      let query = q.updateTable('customers').set(columns).where('organizer_id', '=', organizerId).where('id', '=', id)
      if (readAt !== undefined) query = query.where('modified_at', '=', readAt)
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },

    /** Until the transaction ends, nobody else changes this account: on PostgreSQL others wait, on SQLite they wait anyway. */
    async lock(organizerId: OrganizerId, id: CustomerId): Promise<void> {
      await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async recordLogin(
      organizerId: OrganizerId,
      id: CustomerId,
      at: number,
      checkedHash?: string | null,
    ): Promise<boolean> {
      let query = q
        .updateTable('customers')
        .set({ last_login_at: at })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('is_active', '=', true)
        .where('is_verified', '=', true)
      if (checkedHash !== undefined) {
        query = query.where('password_hash', checkedHash === null ? 'is' : '=', checkedHash)
      }
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },

    async passwordHash(organizerId: OrganizerId, id: CustomerId): Promise<string | null> {
      const row = await q
        .selectFrom('customers')
        .select('password_hash')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.password_hash ?? null
    },

    /** Counts the accounts in each state, up to `limit` in each when there is one; reads nothing but indexes. */
    async counts(organizerId: OrganizerId, limit?: number): Promise<CustomerCounts> {
      if (limit === undefined) return countEach(organizerId)
      const count = async (isActive: boolean, isVerified: boolean): Promise<number> => {
        const found = q
          .selectFrom('customers')
          .select('created_at')
          .where('organizer_id', '=', organizerId)
          .where('is_active', '=', isActive)
          .where('is_verified', '=', isVerified)
          .limit(limit)
        const all = q.selectFrom(found.as('found')).select(({ fn }) => fn.countAll<number>().as('amount'))
        return Number((await all.executeTakeFirst())?.amount ?? 0)
      }
      const active = await count(true, true)
      const unverified = await count(true, false)
      const disabled = (await count(false, true)) + (await count(false, false))
      return { all: active + unverified + disabled, active, unverified, disabled }
    },
  }
}
