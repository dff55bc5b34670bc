import { type Expression, type SqlBool, sql } from 'kysely'
import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { CustomerTable } from '../../../platform/db/schema.ts'
import { foldText, phoneDigits } from '../rules/search-text.ts'
import type { CustomerOrdering, CustomerPage, CustomerQuery, CustomerStatus } from '../types.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { toCustomer } from './row.ts'

const COLUMNS = {
  email: 'email',
  name: 'name_cached',
  identifier: 'identifier',
  created: 'created_at',
  last_login: 'last_login_at',
} as const satisfies Record<CustomerOrdering, keyof CustomerTable>

const MAX_SEARCH = 200

type SortColumn = (typeof COLUMNS)[CustomerOrdering]

/** Reads pages of customers by key: no page costs more than the first. */
export function customerListing(q: Database) {
  const matching = (organizerId: OrganizerId, { search, status }: Pick<CustomerQuery, 'search' | 'status'>) =>
    q
      .selectFrom('customers')
      .where('organizer_id', '=', organizerId)
      .where((eb) => eb.and([...statusConditions(status), ...searchConditions(search)]))

  /** Rows in reading direction, from the cursor on. Rows without a value are the last part of the list. */
  async function read(
    organizerId: OrganizerId,
    query: CustomerQuery,
    column: SortColumn,
    cursor: Cursor | null,
    limit: number,
  ): Promise<CustomerTable[]> {
    const backwards = cursor?.direction === 'newer'
    const direction = (query.descending ?? false) !== backwards ? 'desc' : 'asc'
    const beyond = direction === 'asc' ? sql`>` : sql`<`
    const ref = sql.ref(column)

    const part = (hasValue: boolean, wanted: number) => {
      let rows = matching(organizerId, query)
        .selectAll()
        .where(column, hasValue ? 'is not' : 'is', null)
      if (cursor && (cursor.value !== null) === hasValue) {
        rows = hasValue
          ? rows.where(sql<boolean>`(${ref}, id) ${beyond} (${cursor.value}, ${cursor.id})`)
          : rows.where(sql<boolean>`id ${beyond} ${cursor.id}`)
      }
      if (hasValue) rows = rows.orderBy(column, direction)
      return rows.orderBy('id', direction).limit(wanted).execute()
    }

    const order = backwards ? [false, true] : [true, false]
    const first = cursor ? order.indexOf(cursor.value !== null) : 0
    const found: CustomerTable[] = []
    for (const hasValue of order.slice(first)) {
      if (found.length < limit) found.push(...(await part(hasValue, limit - found.length)))
    }
    return found
  }

  return {
    async page(organizerId: OrganizerId, query: CustomerQuery): Promise<CustomerPage> {
      const column = COLUMNS[query.ordering ?? 'email']
      const cursor = readCursor(query.cursor, column.endsWith('_at') ? 'number' : 'string')
      const found = await read(organizerId, query, column, cursor, query.limit + 1)
      const hasMore = found.length > query.limit
      const rows = found.slice(0, query.limit)
      const backwards = cursor?.direction === 'newer'
      if (backwards) rows.reverse()
      const at = (row: CustomerTable | undefined, direction: Cursor['direction'], exists: boolean) =>
        row && exists ? writeCursor({ direction, value: row[column], id: row.id }) : null
      return {
        customers: rows.map(toCustomer),
        newer: at(rows[0], 'newer', backwards ? hasMore : cursor !== null),
        older: at(rows.at(-1), 'older', backwards || hasMore),
      }
    },

    async countFound(
      organizerId: OrganizerId,
      query: Pick<CustomerQuery, 'search' | 'status'>,
      limit: number,
    ): Promise<number> {
      const found = matching(organizerId, query).select('id').limit(limit)
      const row = await q
        .selectFrom(found.as('found'))
        .select(({ fn }) => fn.countAll<number>().as('amount'))
        .executeTakeFirst()
      return Number(row?.amount ?? 0)
    },
  }
}

function statusConditions(status: CustomerStatus | undefined): Expression<SqlBool>[] {
  if (status === undefined) return []
  if (status === 'disabled') return [sql<boolean>`is_active = ${false}`]
  return [sql<boolean>`is_active = ${true}`, sql<boolean>`is_verified = ${status === 'active'}`]
}

function searchConditions(search: string | undefined): Expression<SqlBool>[] {
  const typed = (search ?? '').replaceAll('\0', '').slice(0, MAX_SEARCH).trim()
  if (typed === '') return []
  const identifier = typed.replace(/^#/, '').toUpperCase()
  const conditions = [
    sql<boolean>`upper(identifier) like ${`${likeText(identifier)}%`} escape '!'`,
    sql<boolean>`search_text like ${`%${likeText(foldText(typed))}%`} escape '!'`,
  ]
  const digits = phoneDigits(typed)
  if (digits !== null) conditions.push(sql<boolean>`phone like ${`%${digits}%`}`)
  return [sql<boolean>`(${sql.join(conditions, sql` or `)})`]
}

function likeText(text: string): string {
  return text.replace(/[!%_]/g, '!$&')
}
