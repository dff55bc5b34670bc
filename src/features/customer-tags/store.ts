import { sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { CustomerTag, TagSource } from './types.ts'

const MOST_IN_USE = 200

/** Tags, one organizer's at a time. */
export function customerTagStore(q: Database) {
  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    q
      .selectFrom('customer_tags')
      .select(['tag', 'source', 'created_at'])
      .where('organizer_id', '=', organizerId)
      .where('customer_id', '=', customerId)

  return {
    async of(organizerId: OrganizerId, customerId: CustomerId): Promise<CustomerTag[]> {
      return (await ofCustomer(organizerId, customerId).orderBy('tag').execute()).map(toTag)
    },

    async one(organizerId: OrganizerId, customerId: CustomerId, tag: string): Promise<CustomerTag | null> {
      const row = await ofCustomer(organizerId, customerId).where('tag', '=', tag).executeTakeFirst()
      return row ? toTag(row) : null
    },

    async ofMany(organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<Map<CustomerId, string[]>> {
      if (ids.length === 0) return new Map()
      const rows = await q
        .selectFrom('customer_tags')
        .select(['customer_id', 'tag'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', 'in', ids)
        .orderBy('tag')
        .execute()
      const byCustomer = Map.groupBy(rows, (row) => row.customer_id)
      return new Map([...byCustomer].map(([id, own]) => [id, own.map(({ tag }) => tag)]))
    },

    /** Steps from tag to tag through the index, so that it does not matter how many customers have each. */
    async inUse(organizerId: OrganizerId): Promise<string[]> {
      const { rows } = await sql<{ tag: string }>`
        with recursive used(tag, place) as (
          select (select min(tag) from customer_tags where organizer_id = ${organizerId}), 1
          union all
          select (select min(n.tag) from customer_tags as n where n.organizer_id = ${organizerId} and n.tag > used.tag),
            used.place + 1
          from used where used.tag is not null and used.place < ${MOST_IN_USE}
        ) select tag from used where tag is not null`.execute(q)
      return rows.map(({ tag }) => tag)
    },

    /** Puts it there or writes another source over the one that it had. */
    async put(
      organizerId: OrganizerId,
      customerId: CustomerId,
      { tag, source, createdAt }: CustomerTag,
    ): Promise<void> {
      await q
        .insertInto('customer_tags')
        .values({ organizer_id: organizerId, customer_id: customerId, tag, source, created_at: createdAt })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'tag']).doUpdateSet({ source }))
        .execute()
    },

    async remove(organizerId: OrganizerId, customerId: CustomerId, tags?: readonly string[]): Promise<void> {
      let query = q
        .deleteFrom('customer_tags')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
      if (tags !== undefined) query = query.where('tag', 'in', tags)
      await query.execute()
    },
  }
}

function toTag(row: { tag: string; source: string; created_at: number }): CustomerTag {
  const source: TagSource = row.source === 'rule' || row.source === 'both' ? row.source : 'staff'
  return { tag: row.tag, source, createdAt: row.created_at }
}
