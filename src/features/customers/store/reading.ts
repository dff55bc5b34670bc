import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import type { CustomerFilter, CustomerOrdering } from '../types.ts'
import { conditionsOf, createdConditions, loginConditions, statusConditions } from './conditions.ts'

/** The sorted value and the id of a row. */
export interface Place {
  readonly value: string | number | null
  readonly id: CustomerId
}

export const COLUMNS = {
  email: 'email',
  name: 'name_cached',
  identifier: 'identifier',
  external_identifier: 'external_identifier',
  created: 'created_at',
  last_login: 'last_login_at',
} as const satisfies Record<CustomerOrdering, string>

/** What is read, and which way. */
export interface Reading {
  readonly organizerId: OrganizerId
  readonly filter: CustomerFilter
  readonly ordering: CustomerOrdering
  readonly direction: 'asc' | 'desc'
}

/** One of the two parts of a list: rows with a value in the sorted column, and those without. */
interface Part {
  readonly hasValue: boolean
  readonly after: Place | null
}

/**
 * Reads on from a place through the index of the sorted column, past `rows` rows at most.
 * @returns the places of those that match, up to `wanted`, and the last row that was looked at; null when that was the part's last
 */
export async function readOn(
  q: Database,
  reading: Reading,
  part: Part,
  { wanted, rows }: { wanted: number; rows: number },
): Promise<{ found: Place[]; last: Place | null }> {
  const conditions = conditionsOf(reading.filter)
  const isPlain = conditions.length === 0
  const range = orderedRange(reading, part, sql`limit ${isPlain ? wanted : rows}`)
  const matching = isPlain ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
  const value = sql.ref(`c.${COLUMNS[reading.ordering]}`)
  const found = await sql<Place>`
    select ${value} as value, c.id as id from (${range}) as c ${matching} limit ${wanted}`.execute(q)
  if (isPlain || found.rows.length === wanted) return { found: found.rows, last: null }
  const column = sql.ref(COLUMNS[reading.ordering])
  const last = await sql<Place>`
    select ${column} as value, id from (${orderedRange(reading, part, sql`limit 1 offset ${rows - 1}`)}) as c`.execute(
    q,
  )
  return { found: found.rows, last: last.rows[0] ?? null }
}

/** How many of a few rows match, up to a limit. */
export async function countAmong(
  q: Database,
  organizerId: OrganizerId,
  filter: CustomerFilter,
  ids: readonly CustomerId[],
  limit: number,
): Promise<number> {
  const from = sql`(${listed(q, ids)}) as l cross join customers as c`
  return count(q, from, [byId(q, organizerId), ...conditionsOf(filter)], limit)
}

/**
 * Joins customers `c` to the ids of `l`. On SQLite, which without statistics takes a range of another column for as good, by no other
 * index than that of ids.
 */
export function byId(q: Database, organizerId: OrganizerId): RawBuilder<SqlBool> {
  const own = kindOf(q) === 'postgres' ? sql`c.organizer_id` : sql`+c.organizer_id`
  return sql<SqlBool>`c.id = l.id and ${own} = ${organizerId}`
}

/** How many rows of the organizer match, up to a limit. Reads all of them when fewer do. */
export function countAll(
  q: Database,
  organizerId: OrganizerId,
  filter: CustomerFilter,
  limit: number,
): Promise<number> {
  const conditions = [sql<SqlBool>`c.organizer_id = ${organizerId}`, ...conditionsOf(filter)]
  return count(q, sql`customers as c`, conditions, limit)
}

async function count(
  q: Database,
  from: RawBuilder<unknown>,
  conditions: readonly Expression<SqlBool>[],
  limit: number,
): Promise<number> {
  const matching = sql`select 1 as one from ${from} where ${sql.join(conditions, sql` and `)} limit ${limit}`
  const { rows } = await sql<{ amount: number }>`select count(*) as amount from (${matching}) as found`.execute(q)
  return Number(rows[0]?.amount ?? 0)
}

/** Rows of one column, `id`, from one parameter. A cross join, which SQLite does not turn round, looks each of them up. */
export function listed(q: Database, ids: readonly CustomerId[]) {
  const text = JSON.stringify(ids)
  return kindOf(q) === 'postgres'
    ? sql`select jsonb_array_elements_text(${text}::jsonb) as id`
    : sql`select value as id from json_each(${text})`
}

function orderedRange(reading: Reading, part: Part, limit: ReturnType<typeof sql>) {
  const { organizerId, ordering, direction, filter } = reading
  const column = sql.ref(`c.${COLUMNS[ordering]}`)
  const conditions = [
    sql<SqlBool>`c.organizer_id = ${organizerId}`,
    part.hasValue ? sql<SqlBool>`${column} is not null` : sql<SqlBool>`${column} is null`,
    ...beyond(part, reading, column),
    ...(ordering === 'created' ? [...createdConditions(filter), ...oneStatus(filter)] : []),
    ...(ordering === 'last_login' ? loginConditions(filter) : []),
  ]
  const way = sql.raw(direction)
  const order = part.hasValue ? sql`${column} ${way}, c.id ${way}` : sql`c.id ${way}`
  return sql`select c.* from customers as c where ${sql.join(conditions, sql` and `)} order by ${order} ${limit}`
}

/** States that have an index by the day of registration. */
function oneStatus({ status }: CustomerFilter) {
  return status === 'active' || status === 'unverified' ? statusConditions(status) : []
}

function beyond({ hasValue, after }: Part, { direction }: Reading, column: ReturnType<typeof sql.ref>) {
  if (after === null) return []
  const further = direction === 'asc' ? sql`>` : sql`<`
  return [
    hasValue
      ? sql<SqlBool>`(${column}, c.id) ${further} (${after.value}, ${after.id})`
      : sql<SqlBool>`c.id ${further} ${after.id}`,
  ]
}
