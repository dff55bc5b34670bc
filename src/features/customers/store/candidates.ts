import { type RawBuilder, sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import { readSearch, type SearchTerms } from '../rules/search-terms.ts'
import type { CustomerFilter } from '../types.ts'
import { createdConditions, loginConditions, statusConditions } from './conditions.ts'
import { fromPostgresIndex, fromSqliteIndex, ownsMost } from './search-index.ts'

/** What an index tells about which accounts a filter may find: the statement that selects their ids, or rows of `customers as c`. */
export type Source =
  | {
      readonly tells: 'ids'
      readonly select: RawBuilder<unknown>
      /** Whether it may tell an id twice. */
      readonly repeats: boolean
    }
  | { readonly tells: 'rows'; select(columns: RawBuilder<unknown>): RawBuilder<unknown> }

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
  for (const source of await sourcesOf(q, organizerId, filter)) {
    const told = source.tells === 'ids' ? source.select : source.select(sql`c.id as id`)
    const { rows } = await sql<{ id: CustomerId }>`${told} limit ${max + 1}`.execute(q)
    if (rows.length <= max) return [...new Set(rows.map(({ id }) => id))]
  }
  return null
}

/** One range of an index for each part of the filter that has one. */
export async function sourcesOf(q: Database, organizerId: OrganizerId, filter: CustomerFilter): Promise<Source[]> {
  const sources: Source[] = []
  const terms = readSearch(filter.search)
  const bySearch = terms === null ? null : await searchSource(q, organizerId, terms)
  if (bySearch !== null) sources.push(bySearch)
  for (const conditions of [statusConditions(filter.status), loginConditions(filter), createdConditions(filter)]) {
    if (conditions.length === 0) continue
    const all = sql.join(conditions, sql` and `)
    sources.push(ids(sql`select c.id from customers as c where c.organizer_id = ${organizerId} and ${all}`))
  }
  if (filter.tag !== undefined) {
    sources.push(
      ids(sql`select customer_id as id from customer_tags where organizer_id = ${organizerId} and tag = ${filter.tag}`),
    )
  }
  if (filter.providerId !== undefined) {
    sources.push(
      ids(
        sql`select customer_id as id from customer_identities
          where organizer_id = ${organizerId} and provider_id = ${filter.providerId}`,
        true,
      ),
    )
  }
  const { membership } = filter
  if (membership !== undefined && membership.kind !== 'none') {
    const type = membership.kind === 'type' ? sql`and membership_type_id = ${membership.typeId}` : sql``
    sources.push(ids(sql`select customer_id as id from memberships where organizer_id = ${organizerId} ${type}`, true))
  }
  return sources
}

async function searchSource(q: Database, organizerId: OrganizerId, terms: SearchTerms): Promise<Source | null> {
  if (kindOf(q) === 'sqlite') {
    const select = fromSqliteIndex(organizerId, terms)
    return select && ids(select)
  }
  const among = (await ownsMost(q, organizerId)) ? 'all' : 'own'
  const select = fromPostgresIndex(organizerId, terms, among)
  return select && { tells: 'rows', select }
}

function ids(select: RawBuilder<unknown>, repeats = false): Source {
  return { tells: 'ids', select, repeats }
}
