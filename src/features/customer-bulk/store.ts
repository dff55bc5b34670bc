import { z } from 'zod'
import type { BulkChangeId, OrganizerId } from '../../core/ids.ts'
import type { CustomerBulkChangeTable } from '../../platform/db/account-tables.ts'
import type { Database } from '../../platform/db/db.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { BulkChange, BulkState } from './types.ts'

const MOST_LISTED = 20
const STATES = ['running', 'done', 'failed', 'canceled'] as const
const OPEN = ['running', 'failed'] as const
const actorSchema = z.object({ name: z.string().optional() })

/** What a worker needs of it. */
export type WaitingChange = Pick<CustomerBulkChangeTable, 'filter' | 'cursor' | 'actor'>

export interface PartDone {
  /** Null behind the last one. */
  readonly cursor: string | null
  readonly done: number
  readonly changed: number
}

/** Changes of many customers. Instants in ms. */
export function bulkStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<CustomerBulkChangeTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customer_bulk_changes')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async find(organizerId: OrganizerId, id: BulkChangeId): Promise<BulkChange | null> {
      const row = await q
        .selectFrom('customer_bulk_changes')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? toChange(row) : null
    },

    async open(organizerId: OrganizerId): Promise<BulkChange[]> {
      const rows = await q
        .selectFrom('customer_bulk_changes')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('state', 'in', OPEN)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return rows.map(toChange)
    },

    /** False unless it is in one of these states. One that is over forgets whom it was about. */
    async setState(
      organizerId: OrganizerId,
      id: BulkChangeId,
      from: readonly BulkState[],
      to: { readonly state: BulkState; readonly at: number },
    ): Promise<boolean> {
      const isOver = to.state === 'done' || to.state === 'canceled'
      const result = await q
        .updateTable('customer_bulk_changes')
        .set({ state: to.state, modified_at: to.at, lease_until: null, lease_owner: null, ...(isOver && FORGOTTEN) })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', 'in', from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Takes the work; of several processes one gets it, and keeps it until `until` unless it asks again. */
    async lease(
      organizerId: OrganizerId,
      id: BulkChangeId,
      { owner, now, until }: { owner: string; now: number; until: number },
    ): Promise<WaitingChange | null> {
      const row = await q
        .updateTable('customer_bulk_changes')
        .set({ lease_owner: owner, lease_until: until })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', '=', 'running')
        .where((eb) =>
          eb.or([eb('lease_owner', '=', owner), eb('lease_until', 'is', null), eb('lease_until', '<=', now)]),
        )
        .returning(['filter', 'cursor', 'actor'])
        .executeTakeFirst()
      return row ?? null
    },

    /** Adds a part that is done; false when meanwhile somebody stopped it, or another process has it. */
    async progress(
      organizerId: OrganizerId,
      id: BulkChangeId,
      owner: string,
      { cursor, done, changed }: PartDone,
      at: number,
    ): Promise<boolean> {
      const row = await q
        .updateTable('customer_bulk_changes')
        .set((eb) => ({
          cursor,
          done: eb('done', '+', done),
          changed: eb('changed', '+', changed),
          modified_at: at,
        }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where((eb) =>
          eb.or([eb.and([eb('lease_owner', '=', owner), eb('state', '=', 'running')]), eb('state', '=', 'canceled')]),
        )
        .returning('state')
        .executeTakeFirst()
      return row?.state === 'running'
    },
  }
}

const FORGOTTEN = { filter: null, cursor: null } as const

/** Of all organizers: what nobody works on although there is work. */
export async function waitingChanges(q: Database, now: number) {
  return q
    .selectFrom('customer_bulk_changes')
    .select(['organizer_id', 'id'])
    .where('state', '=', 'running')
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .orderBy('created_at')
    .limit(10)
    .execute()
}

/** Of all organizers: gives up what failed before an instant in ms. Answers how many. */
export async function giveUpBefore(q: Database, instant: number, now: number): Promise<number> {
  const { numUpdatedRows } = await q
    .updateTable('customer_bulk_changes')
    .set({ state: 'canceled', modified_at: now, ...FORGOTTEN })
    .where('state', '=', 'failed')
    .where('modified_at', '<', instant)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

function toChange(row: CustomerBulkChangeTable): BulkChange {
  return {
    id: row.id,
    state: STATES.find((state) => state === row.state) ?? 'failed',
    total: row.total,
    done: row.done,
    changed: row.changed,
    by: parseJson(actorSchema, row.actor, 'customer_bulk_changes.actor').name ?? '',
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}
