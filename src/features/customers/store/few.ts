import { type RawBuilder, sql } from 'kysely'
import type { CustomerId } from '../../../core/ids.ts'
import type { Cursor } from '../../../platform/db/cursor.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import { type Source, sourcesOf } from './candidates.ts'
import { conditionsOf } from './conditions.ts'
import { byId, COLUMNS, type Place, type Reading } from './reading.ts'

/** A row for each place; one without when there is none. */
interface Row {
  readonly candidates: number
  readonly amount: number
  readonly value: Place['value']
  readonly id: CustomerId | null
}

/**
 * Reads on from a place among a few accounts, those of the first index that tells so few, and counts how many of them match on
 * whatever page: one statement for each index that is asked. Null when each tells more than `max`.
 */
export async function readFew(
  q: Database,
  reading: Reading,
  from: Cursor | null,
  { wanted, max }: { wanted: number; max: number },
): Promise<{ places: Place[]; amount: number } | null> {
  const order = orderOf(reading, from)
  for (const source of await sourcesOf(q, reading.organizerId, reading.filter)) {
    const { rows } = await sql<Row>`select * from (
        with ${fewOf(q, reading, source, max)}
        select (select count(*) from few) as candidates, (select count(*) from found) as amount, p.value, p.id
        from (select 1 as one) as o
        left join (select value, id from found ${beyond(reading, from)} order by ${order} limit ${wanted}) as p on 1 = 1
      ) as page order by ${order}`.execute(q)
    const [first] = rows
    if (first === undefined || Number(first.candidates) > max) continue
    const places = rows.flatMap(({ value, id }) => (id === null ? [] : [{ value, id }]))
    return { places, amount: Number(first.amount) }
  }
  return null
}

/**
 * What an index tells, up to one more than `max`, and what of it is found. Rows that are known by their ids are looked up one by one,
 * and only when they are few.
 */
function fewOf(q: Database, reading: Reading, source: Source, max: number): RawBuilder<unknown> {
  const { filter, ordering } = reading
  const value = sql.ref(`c.${COLUMNS[ordering]}`)
  const matching = sql.join(conditionsOf(filter), sql` and `)
  if (source.tells === 'rows') {
    const rows = source.select(sql`c.id as id, ${value} as value, (${matching}) as matches`)
    return sql`few as materialized (${rows} limit ${max + 1}), found as (select value, id from few where matches)`
  }
  const ids = sql`select ${sql.raw(source.repeats ? 'distinct' : '')} id from few where (select count(*) from few) <= ${max}`
  const each = kindOf(q) === 'postgres' ? sql`unnest(array(${ids})) as l(id)` : sql`(${ids}) as l`
  return sql`few as materialized (${source.select} limit ${max + 1}), found as materialized (
    select ${value} as value, c.id as id from ${each} cross join customers as c
    where ${byId(q, reading.organizerId)} and ${matching})`
}

/** Rows without a value come last, or first on the way back. */
function orderOf({ direction }: Reading, from: Cursor | null) {
  const way = sql.raw(direction)
  const withoutValue = sql.raw(from?.direction === 'newer' ? 'desc' : 'asc')
  return sql`(value is null) ${withoutValue}, value ${way}, id ${way}`
}

function beyond({ direction }: Reading, from: Cursor | null) {
  if (from === null) return sql``
  const further = sql.raw(direction === 'asc' ? '>' : '<')
  const isBackwards = from.direction === 'newer'
  if (from.value === null) {
    return isBackwards
      ? sql`where (value is not null or id ${further} ${from.id})`
      : sql`where value is null and id ${further} ${from.id}`
  }
  const row = sql`(value, id) ${further} (${from.value}, ${from.id})`
  return isBackwards ? sql`where value is not null and ${row}` : sql`where (value is null or ${row})`
}
