import type { MembershipTypeId, OrganizerId } from '../../../core/ids.ts'
import type { Cursor } from '../../../platform/db/cursor.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { MembershipTypeTable } from '../../../platform/db/order-tables.ts'
import type { MembershipType } from '../types.ts'
import { toType } from './row.ts'

const MOST = 500

/** Kinds of membership, one organizer's at a time. */
export function membershipTypeStore(q: Database) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('membership_types').selectAll().where('organizer_id', '=', organizerId)

  return {
    async byId(organizerId: OrganizerId, id: MembershipTypeId): Promise<MembershipType | null> {
      const row = await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()
      return row ? toType(row) : null
    },

    /** The one made last first; with a cursor that looks back, the nearest first. */
    async list(organizerId: OrganizerId, limit: number, cursor: Cursor<number> | null): Promise<MembershipType[]> {
      const isBack = cursor?.direction === 'newer'
      const beyond = isBack ? '>' : '<'
      let query = ofOrganizer(organizerId)
      if (cursor) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('created_at', beyond, cursor.value),
            and([eb('created_at', '=', cursor.value), eb('id', beyond, cursor.id as MembershipTypeId)]),
          ]),
        )
      }
      const direction = isBack ? 'asc' : 'desc'
      const rows = await query.orderBy('created_at', direction).orderBy('id', direction).limit(limit).execute()
      return rows.map(toType)
    },

    /** The one made first first, up to 500. */
    async all(organizerId: OrganizerId): Promise<MembershipType[]> {
      const rows = await ofOrganizer(organizerId).orderBy('created_at').orderBy('id').limit(MOST).execute()
      return rows.map(toType)
    },

    async count(organizerId: OrganizerId): Promise<number> {
      const row = await q
        .selectFrom('membership_types')
        .select(({ fn }) => fn.countAll().as('amount'))
        .where('organizer_id', '=', organizerId)
        .executeTakeFirst()
      return Number(row?.amount ?? 0)
    },

    /** How many memberships have each type; no entry for none. */
    async memberships(
      organizerId: OrganizerId,
      ids: readonly MembershipTypeId[],
    ): Promise<Map<MembershipTypeId, number>> {
      if (ids.length === 0) return new Map()
      const rows = await q
        .selectFrom('memberships')
        .select(({ fn }) => ['membership_type_id', fn.countAll<number>().as('amount')])
        .where('organizer_id', '=', organizerId)
        .where('membership_type_id', 'in', ids)
        .groupBy('membership_type_id')
        .execute()
      return new Map(rows.map((row) => [row.membership_type_id, Number(row.amount)]))
    },

    async insert(organizerId: OrganizerId, row: Omit<MembershipTypeTable, 'organizer_id'>): Promise<MembershipType> {
      const inserted = { ...row, organizer_id: organizerId }
      await q.insertInto('membership_types').values(inserted).execute()
      return toType(inserted)
    },

    async update(
      organizerId: OrganizerId,
      id: MembershipTypeId,
      columns: Partial<MembershipTypeTable>,
    ): Promise<MembershipType | null> {
      const row = await q
        .updateTable('membership_types')
        .set(columns)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row ? toType(row) : null
    },

    /** False when it was gone. @throws ForeignKeyViolation when memberships have it */
    async remove(organizerId: OrganizerId, id: MembershipTypeId): Promise<boolean> {
      const result = await q
        .deleteFrom('membership_types')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },
  }
}
