import { type RawBuilder, sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import { readSearch } from '../rules/search-terms.ts'
import type { CustomerFilter } from '../types.ts'
import { createdConditions, loginConditions, statusConditions } from './conditions.ts'
import { fromPostgresIndex, fromSqliteIndex } from './search-index.ts'

/**
 * The ids of a few accounts among which all are that a filter finds: from the first index that tells so few.
 * Null when each of them tells more than `max`.
 */
export async function candidatesOf(
  q: Database,
  organizerId: OrganizerId,
  filter: CustomerFilter,
  max: number,
): Promise<CustomerId[] | null> {
  for (const source of sourcesOf(q, organizerId, filter)) {
    const { rows } = await sql<{ id: CustomerId }>`${source} limit ${max + 1}`.execute(q)
    if (rows.length <= max) return [...new Set(rows.map(({ id }) => id))]
  }
  return null
}

/** One range of an index for each part of the filter that has one. */
function sourcesOf(q: Database, organizerId: OrganizerId, filter: CustomerFilter): RawBuilder<unknown>[] {
  const sources: RawBuilder<unknown>[] = []
  const terms = readSearch(filter.search)
  if (terms !== null) {
    const fromIndex = kindOf(q) === 'postgres' ? fromPostgresIndex : fromSqliteIndex
    const source = fromIndex(organizerId, terms)
    if (source !== null) sources.push(source)
  }
  for (const conditions of [statusConditions(filter.status), loginConditions(filter), createdConditions(filter)]) {
    if (conditions.length === 0) continue
    const all = sql.join(conditions, sql` and `)
    sources.push(sql`select c.id from customers as c where c.organizer_id = ${organizerId} and ${all}`)
  }
  if (filter.tag !== undefined) {
    sources.push(
      sql`select customer_id as id from customer_tags where organizer_id = ${organizerId} and tag = ${filter.tag}`,
    )
  }
  if (filter.providerId !== undefined) {
    sources.push(
      sql`select customer_id as id from customer_identities
        where organizer_id = ${organizerId} and provider_id = ${filter.providerId}`,
    )
  }
  const { membership } = filter
  if (membership !== undefined && membership.kind !== 'none') {
    const type = membership.kind === 'type' ? sql`and membership_type_id = ${membership.typeId}` : sql``
    sources.push(sql`select customer_id as id from memberships where organizer_id = ${organizerId} ${type}`)
  }
  return sources
}
