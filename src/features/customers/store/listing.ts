import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import { type Cursor, readCursor, writeCursor } from '../../../platform/db/cursor.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { CustomerTable } from '../../../platform/db/schema.ts'
import type { Customer, CustomerFilter, CustomerPage, CustomerQuery } from '../types.ts'
import { candidatesOf } from './candidates.ts'
import { readFew } from './few.ts'
import { countAll, countAmong, listed, type Place, type Reading, readOn } from './reading.ts'
import { toCustomer } from './row.ts'

/**
 * Rows that are looked at in the order of the list, and the few candidates that an index may tell then, step after step. What many
 * accounts match is found by the first step alone; what few match by the index. What no row so far matches stands elsewhere in the
 * list: then looking on would be in vain sooner than more candidates (`ifNone`).
 */
const STEPS = [
  { rows: 1000, candidates: 3000, ifNone: 8000 },
  { rows: 8000, candidates: 20_000, ifNone: 20_000 },
  { rows: 50_000, candidates: 0, ifNone: 0 },
]
/** Rows that one statement looks at: it keeps others waiting on SQLite. */
const ROWS_AT_ONCE = 4000
const AN_INSTANT = z.int().nullable()
const A_TEXT = z.string().max(1000).nullable()
/** Counts go no further than this. */
const MAX_COUNT = 1001

interface Found {
  readonly places: Place[]
  /** Where the reading ended before the list did; null when there is nothing more. */
  readonly stopped: Place | null
  /** How many there are in all, up to `MAX_COUNT`, when that is known. */
  readonly amount: number | null
}

/** Reads pages of customers by key: no page costs more than the first, and none reads more than a part of the rows. */
export function customerListing(q: Database) {
  /** The parts of a list in reading order, from a place on. Rows without a value are its last part. */
  function partsFrom(after: Place | null, backwards: boolean): { hasValue: boolean; after: Place | null }[] {
    const order = backwards ? [false, true] : [true, false]
    const first = after === null ? 0 : order.indexOf(after.value !== null)
    return order.slice(first).map((hasValue, index) => ({ hasValue, after: index === 0 ? after : null }))
  }

  async function readInOrder(reading: Reading, from: Cursor | null, wanted: number, rows: number): Promise<Found> {
    const places: Place[] = []
    for (const part of partsFrom(placeOf(from), from?.direction === 'newer')) {
      if (places.length >= wanted) break
      const { found, last } = await readOn(q, reading, part, { wanted: wanted - places.length, rows })
      places.push(...found)
      if (last !== null) return { places, stopped: last, amount: null }
    }
    return { places, stopped: null, amount: null }
  }

  async function find(reading: Reading, from: Cursor | null, wanted: number): Promise<Found> {
    const places: Place[] = []
    let stopped: Place | null = null
    let on = from
    for (const step of STEPS) {
      for (let rows = 0; rows < step.rows; rows += ROWS_AT_ONCE) {
        const more = await readInOrder(reading, on, wanted - places.length, Math.min(step.rows, ROWS_AT_ONCE))
        places.push(...more.places)
        stopped = more.stopped
        if (stopped === null) return { places, stopped, amount: null }
        on = { direction: from?.direction ?? 'older', ...stopped }
        await turn()
      }
      const max = places.length === 0 ? step.ifNone : step.candidates
      if (max === 0) continue
      const few = await readFew(q, reading, from, { wanted, max })
      if (few !== null) return { places: few.places, stopped: null, amount: Math.min(few.amount, MAX_COUNT) }
      await turn()
    }
    return { places, stopped, amount: null }
  }

  async function customersAt(organizerId: OrganizerId, places: readonly Place[]): Promise<Customer[]> {
    if (places.length === 0) return []
    const ids = listed(
      q,
      places.map(({ id }) => id),
    )
    const { rows } = await sql<CustomerTable>`
      select c.* from (${ids}) as l cross join customers as c
      where c.organizer_id = ${organizerId} and c.id = l.id`.execute(q)
    const byId = new Map(rows.map((row) => [row.id, row]))
    return places.flatMap(({ id }) => {
      const row = byId.get(id)
      return row === undefined ? [] : [toCustomer(row)]
    })
  }

  return {
    async page(organizerId: OrganizerId, query: CustomerQuery): Promise<CustomerPage> {
      const { ordering = 'email', descending = false, limit, cursor: text, ...filter } = query
      const cursor = readCursor<Cursor['value']>(
        text,
        ordering === 'created' || ordering === 'last_login' ? AN_INSTANT : A_TEXT,
      )
      const backwards = cursor?.direction === 'newer'
      const direction = descending !== backwards ? 'desc' : 'asc'
      const {
        places: found,
        stopped,
        amount,
      } = await find({ organizerId, filter, ordering, direction }, cursor, limit + 1)
      const places = found.slice(0, limit)
      const last = found.length > limit ? places.at(-1) : stopped
      if (backwards) places.reverse()
      const write = (way: Cursor['direction'], place: Place | null | undefined) =>
        place ? writeCursor({ direction: way, ...place }) : null
      const behind = places[backwards ? places.length - 1 : 0] ?? placeOf(cursor)
      return {
        customers: await customersAt(organizerId, places),
        newer: backwards ? write('newer', last) : write('newer', cursor && behind),
        older: backwards ? write('older', behind) : write('older', last),
        isPartial: found.length <= limit && stopped !== null,
        found: amount,
      }
    },

    /** How many there are, of any number, step by step; others come in between. */
    async count(organizerId: OrganizerId, filter: CustomerFilter): Promise<number> {
      const reading: Reading = { organizerId, filter, ordering: 'created', direction: 'asc' }
      let amount = 0
      for (let from: Cursor | null = null; ; ) {
        const { places, stopped }: Found = await find(reading, from, ROWS_AT_ONCE)
        amount += places.length
        const last: Place | null | undefined = places.length < ROWS_AT_ONCE ? stopped : places.at(-1)
        if (!last) return amount
        from = { direction: 'older', ...last }
        await turn()
      }
    },

    async countFound(organizerId: OrganizerId, filter: CustomerFilter, limit: number): Promise<number> {
      const ids = await candidatesOf(q, organizerId, filter, limit)
      if (ids !== null) return countAmong(q, organizerId, filter, ids, limit)
      return countAll(q, organizerId, filter, limit)
    },
  }
}

function placeOf(cursor: Cursor | null): Place | null {
  return cursor && { value: cursor.value, id: cursor.id as CustomerId }
}
