import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely'
import type { OrganizerId, OutboxId } from '../../core/ids.ts'
import type { Db } from '../db/db.ts'
import type { OutboxTable } from '../db/installation-tables.ts'
import type { Schema } from '../db/schema.ts'
import { deadEntry, loggedEntry } from './rows.ts'
import type { DeadEntry, LoggedEntry, OutboxLag, OutboxScope } from './types.ts'

const CLEANUP_CHUNK = 1000

export type OutboxRow = Selectable<OutboxTable>

/** Who leases, at what time, until when; instants in ms. */
export interface LeaseRequest {
  readonly kind: string
  readonly owner: string
  readonly now: number
  readonly until: number
  readonly limit: number
}

export interface OutboxStore {
  insert(q: Kysely<Schema>, row: OutboxRow): Promise<void>
  anyDue(kind: string, now: number): Promise<boolean>
  /** Takes due rows for one owner, those whose lease has run out, too; of several processes that ask at once, one gets a row. */
  lease(request: LeaseRequest): Promise<OutboxRow[]>
  /** Prolongs the lease; false when it is not this owner's any more. */
  renew(id: OutboxId, owner: string, until: number): Promise<boolean>
  release(ids: readonly OutboxId[], owner: string): Promise<void>
  /** Notes a delivery, whoever holds the lease now. */
  markSent(id: OutboxId, now: number): Promise<void>
  markFailed(
    id: OutboxId,
    owner: string,
    failure: { attempts: number; error: string; nextAttemptAt: number },
  ): Promise<void>
  markDead(id: OutboxId, owner: string, failure: { attempts: number; error: string; now: number }): Promise<void>
  lag(now: number): Promise<OutboxLag>
  listDead(scope: OutboxScope, limit: number, before: OutboxId | undefined): Promise<DeadEntry[]>
  log(organizerId: OrganizerId, topic: string, limit: number): Promise<LoggedEntry[]>
  retry(scope: OutboxScope, id: OutboxId, now: number): Promise<boolean>
  discard(scope: OutboxScope, id: OutboxId, now: number): Promise<boolean>
  forget(organizerId: OrganizerId | null, recipient: string, now: number): Promise<void>
  deleteDone(doneBefore: number): Promise<number>
}

const NO_LEASE = { lease_until: null, lease_owner: null }

export function createOutboxStore({ kind: dbKind, q }: Pick<Db, 'kind' | 'q'>): OutboxStore {
  const held = (id: OutboxId, owner: string) =>
    q.updateTable('outbox').where('id', '=', id).where('state', '=', 'pending').where('lease_owner', '=', owner)
  const deadOf = (scope: OutboxScope, id: OutboxId) =>
    q.updateTable('outbox').where('id', '=', id).where('state', '=', 'dead').where(inScope(scope))

  return {
    async insert(trx, row) {
      await trx.insertInto('outbox').values(row).execute()
    },

    async anyDue(kind, now) {
      const row = await q.selectFrom('outbox').select('id').where(isDue(kind, now)).limit(1).executeTakeFirst()
      return row !== undefined
    },

    async lease({ kind, owner, now, until, limit }) {
      const due = q
        .selectFrom('outbox')
        .select('id')
        .where(isDue(kind, now))
        .orderBy('next_attempt_at')
        .limit(limit)
        .$if(dbKind === 'postgres', (query) => query.forUpdate().skipLocked())
      const rows = await q
        .updateTable('outbox')
        .set({ lease_owner: owner, lease_until: until })
        .where('id', 'in', due)
        .returningAll()
        .execute()
      return rows.sort((a, b) => a.next_attempt_at - b.next_attempt_at || (a.id < b.id ? -1 : 1))
    },

    async renew(id, owner, until) {
      const rows = await held(id, owner).set({ lease_until: until }).returning('id').execute()
      return rows.length === 1
    },

    async release(ids, owner) {
      if (ids.length === 0) return
      await q.updateTable('outbox').set(NO_LEASE).where('id', 'in', ids).where('lease_owner', '=', owner).execute()
    },

    async markSent(id, now) {
      await q
        .updateTable('outbox')
        .set({ ...NO_LEASE, state: 'sent', payload: '', done_at: now, last_error: null })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute()
    },

    async markFailed(id, owner, { attempts, error, nextAttemptAt }) {
      await held(id, owner)
        .set({ ...NO_LEASE, attempts, last_error: error, next_attempt_at: nextAttemptAt })
        .execute()
    },

    async markDead(id, owner, { attempts, error, now }) {
      await held(id, owner)
        .set({ ...NO_LEASE, state: 'dead', attempts, last_error: error, done_at: now })
        .execute()
    },

    async lag(now) {
      const count = (state: string) =>
        q
          .selectFrom('outbox')
          .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('next_attempt_at').as('oldest')])
          .where('state', '=', state)
          .executeTakeFirstOrThrow()
      const [pending, dead] = [await count('pending'), await count('dead')]
      return {
        pending: pending.count,
        oldestDueMs: Math.max(0, now - (pending.oldest ?? now)),
        dead: dead.count,
      }
    },

    async listDead(scope, limit, before) {
      const rows = await q
        .selectFrom('outbox')
        .select(['id', 'organizer_id', 'kind', 'recipient', 'topic', 'attempts', 'created_at', 'last_error'])
        .where('state', '=', 'dead')
        .where(inScope(scope))
        .$if(before !== undefined, (query) =>
          query.where(
            sql<boolean>`(created_at, id) < (select b.created_at, b.id from outbox as b where b.id = ${before})`,
          ),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(deadEntry)
    },

    async log(organizerId, topic, limit) {
      const rows = await q
        .selectFrom('outbox')
        .select(['id', 'recipient', 'state', 'attempts', 'created_at', 'next_attempt_at', 'done_at', 'last_error'])
        .where('organizer_id', '=', organizerId)
        .where('topic', '=', topic)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(loggedEntry)
    },

    async retry(scope, id, now) {
      const rows = await deadOf(scope, id)
        .set({ state: 'pending', attempts: 0, next_attempt_at: now, done_at: null })
        .returning('id')
        .execute()
      return rows.length === 1
    },

    async discard(scope, id, now) {
      const rows = await deadOf(scope, id)
        .set({ state: 'discarded', payload: '', done_at: now })
        .returning('id')
        .execute()
      return rows.length === 1
    },

    async forget(organizerId, recipient, now) {
      await q
        .updateTable('outbox')
        .set(({ fn, ref, val }) => ({
          ...NO_LEASE,
          state: sql`case when state = 'sent' then state else 'discarded' end`,
          recipient: '',
          payload: '',
          last_error: null,
          done_at: fn.coalesce(ref('done_at'), val(now)),
        }))
        .where('organizer_id', organizerId === null ? 'is' : '=', organizerId)
        .where('recipient', '=', recipient)
        .execute()
    },

    async deleteDone(doneBefore) {
      for (let total = 0; ; ) {
        // An entry is done after it was due: the index over state and next_attempt_at finds the old ones.
        const old = q
          .selectFrom('outbox')
          .select('id')
          .where('state', 'in', ['sent', 'discarded'])
          .where('next_attempt_at', '<', doneBefore)
          .where('done_at', '<', doneBefore)
          .limit(CLEANUP_CHUNK)
        const { numDeletedRows } = await q.deleteFrom('outbox').where('id', 'in', old).executeTakeFirstOrThrow()
        total += Number(numDeletedRows)
        if (numDeletedRows < CLEANUP_CHUNK) return total
      }
    },
  }
}

function isDue(kind: string, now: number) {
  return (eb: ExpressionBuilder<Schema, 'outbox'>) =>
    eb.and([
      eb('state', '=', 'pending'),
      eb('kind', '=', kind),
      eb('next_attempt_at', '<=', now),
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]),
    ])
}

function inScope(scope: OutboxScope) {
  return (eb: ExpressionBuilder<Schema, 'outbox'>) =>
    scope === 'installation' ? eb.lit(true) : eb('organizer_id', '=', scope)
}
