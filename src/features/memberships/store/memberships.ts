import type { CustomerId, MembershipId, OrganizerId } from '../../../core/ids.ts'
import type { Cursor } from '../../../platform/db/cursor.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { MembershipTable } from '../../../platform/db/order-tables.ts'
import type { Membership } from '../types.ts'
import { toMembership, toType } from './row.ts'

/** Memberships with their types, one organizer's at a time. */
export function membershipStore(q: Database) {
  const withType = (organizerId: OrganizerId) =>
    q
      .selectFrom('memberships as m')
      .innerJoin('membership_types as t', (join) =>
        join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.membership_type_id'),
      )
      .selectAll('m')
      .select([
        't.name as type_name',
        't.transferable as type_transferable',
        't.allow_parallel_usage as type_parallel',
        't.max_usages as type_max_usages',
        't.created_at as type_created_at',
        't.modified_at as type_modified_at',
      ])
      .where('m.organizer_id', '=', organizerId)

  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    withType(organizerId).where('m.customer_id', '=', customerId)

  return {
    async byId(organizerId: OrganizerId, id: MembershipId): Promise<Membership | null> {
      const row = await withType(organizerId).where('m.id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },

    async byIds(organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<Membership[]> {
      if (ids.length === 0) return []
      return (await withType(organizerId).where('m.id', 'in', ids).execute()).map(read)
    },

    /** The one that ends last first; with a cursor that looks back, the nearest first. */
    async list(
      organizerId: OrganizerId,
      customerId: CustomerId,
      limit: number,
      cursor: Cursor<number> | null,
    ): Promise<Membership[]> {
      const isBack = cursor?.direction === 'newer'
      const beyond = isBack ? '>' : '<'
      let query = ofCustomer(organizerId, customerId)
      if (cursor) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('m.date_end', beyond, cursor.value),
            and([eb('m.date_end', '=', cursor.value), eb('m.id', beyond, cursor.id as MembershipId)]),
          ]),
        )
      }
      const direction = isBack ? 'asc' : 'desc'
      const rows = await query.orderBy('m.date_end', direction).orderBy('m.id', direction).limit(limit).execute()
      return rows.map(read)
    },

    async count(organizerId: OrganizerId, customerId: CustomerId): Promise<number> {
      const row = await q
        .selectFrom('memberships')
        .select(({ fn }) => fn.countAll().as('amount'))
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .executeTakeFirst()
      return Number(row?.amount ?? 0)
    },

    /** Not cancelled and not ended at `now` (ms), the one that ends last first. */
    async current(organizerId: OrganizerId, customerId: CustomerId, now: number, limit: number): Promise<Membership[]> {
      const rows = await ofCustomer(organizerId, customerId)
        .where('m.canceled', '=', false)
        .where('m.date_end', '>=', now)
        .orderBy('m.date_end', 'desc')
        .orderBy('m.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(read)
    },

    async insert(organizerId: OrganizerId, row: Omit<MembershipTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('memberships')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** @param version only if `modified_at` is still this. False when it is not, or when there is no such membership */
    async update(
      organizerId: OrganizerId,
      id: MembershipId,
      columns: Partial<MembershipTable>,
      version?: number,
    ): Promise<boolean> {
      let query = q.updateTable('memberships').set(columns).where('organizer_id', '=', organizerId).where('id', '=', id)
      if (version !== undefined) query = query.where('modified_at', '=', version)
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },

    /** False when it is no test membership or was gone. @throws ForeignKeyViolation when a ticket uses it */
    async removeTest(organizerId: OrganizerId, id: MembershipId): Promise<boolean> {
      const result = await q
        .deleteFrom('memberships')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('testmode', '=', true)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    /** Takes away for whom the memberships of a customer are. */
    async forgetNames(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .updateTable('memberships')
        .set({ attendee_name_parts: null, attendee_name_cached: null })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Answers which ones. @param only no others */
    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      only?: readonly MembershipId[],
    ): Promise<MembershipId[]> {
      let query = q
        .updateTable('memberships')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
      if (only !== undefined) query = query.where('id', 'in', only)
      return (await query.returning('id').execute()).map((row) => row.id)
    },
  }
}

type Row = MembershipTable & {
  readonly type_name: string
  readonly type_transferable: boolean
  readonly type_parallel: boolean
  readonly type_max_usages: number | null
  readonly type_created_at: number
  readonly type_modified_at: number
}

function read(row: Row): Membership {
  const type = toType({
    organizer_id: row.organizer_id,
    id: row.membership_type_id,
    name: row.type_name,
    transferable: row.type_transferable,
    allow_parallel_usage: row.type_parallel,
    max_usages: row.type_max_usages,
    created_at: row.type_created_at,
    modified_at: row.type_modified_at,
  })
  return toMembership(row, type)
}
