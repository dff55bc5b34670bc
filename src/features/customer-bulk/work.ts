import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import { NotFound } from '../../core/errors.ts'
import type { BulkChangeId, MembershipTypeId, SsoProviderId } from '../../core/ids.ts'
import { randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Customer, CustomerFilter, Customers } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { bulkStore, type WaitingChange } from './store.ts'

const PART = 200
const LEASE_MS = 5 * MINUTE
const TRIES = 3

const period = z.object({ since: z.number(), before: z.number() }).partial()
const actorSchema = z.looseObject({ type: z.enum(['staff', 'command', 'system']) })
const filterSchema = z
  .object({
    search: z.string(),
    status: z.enum(['active', 'unverified', 'disabled', 'leaving']),
    membership: z.union([
      z.object({ kind: z.enum(['none', 'any']) }),
      z.object({ kind: z.literal('valid'), at: z.number() }),
      z.object({
        kind: z.literal('type'),
        typeId: z.string().transform((id) => id as MembershipTypeId),
        at: z.number(),
      }),
    ]),
    hasPassword: z.boolean(),
    tag: z.string(),
    providerId: z.string().transform((id) => id as SsoProviderId),
    lastLogin: z.union([period, z.literal('never')]),
    created: period,
  })
  .partial()
  .strict()

/** Purpose of the seal on a filter. */
const filterPurpose = (id: BulkChangeId) => `bulk change of customers ${id}`

/** A filter as it is kept while it is needed: what somebody searched for may be a name. */
export function sealFilter({ secrets }: Pick<Platform, 'secrets'>, id: BulkChangeId, filter: CustomerFilter): string {
  return secrets.seal(JSON.stringify(filter), filterPurpose(id))
}

interface Run {
  readonly organizer: Organizer
  readonly id: BulkChangeId
  /** Nobody else has it. */
  readonly owner: string
}

/**
 * Goes through everybody whom the filter finds, in the order of registration, part by part, each customer in a transaction of their
 * own. Who is done already needs no change, so a part that a process left half done is begun again by the next one.
 */
export function createWork(platform: Platform, customers: Customers) {
  const { db, clock, random, secrets } = platform

  async function disable(organizer: Organizer, customer: Customer, actor: AuditActor): Promise<boolean> {
    if (!customer.isActive) return false
    try {
      await customers.update(organizer, customer.id, { isActive: false }, actor)
      return true
    } catch (error) {
      if (error instanceof NotFound) return false
      throw error
    }
  }

  /** False when there is nothing more to do here. */
  async function part({ organizer, id, owner }: Run, { filter, cursor, actor }: WaitingChange): Promise<boolean> {
    const wanted = filterSchema.parse(JSON.parse(secrets.open(filter ?? '', filterPurpose(id)))) as CustomerFilter
    const who = actorSchema.parse(JSON.parse(actor)) as AuditActor
    const order = { ordering: 'created', descending: false } as const
    const page = await customers.list(organizer.id, { ...wanted, ...order, limit: PART, cursor: cursor ?? undefined })
    let changed = 0
    for (const customer of page.customers) {
      if (await disable(organizer, customer, who)) changed++
      await turn()
    }
    const done = { cursor: page.older, done: page.customers.length, changed }
    return db.transaction(async (q) => {
      const store = bulkStore(q)
      if (!(await store.progress(organizer.id, id, owner, done, clock.now()))) return false
      if (page.older !== null) return true
      await store.setState(organizer.id, id, ['running'], { state: 'done', at: clock.now() })
      return false
    })
  }

  /** @param goesOn asked after each part; by false another process may go on. Ends early when somebody else works on it, or stops it. */
  return async function work(organizer: Organizer, id: BulkChangeId, goesOn = () => true): Promise<void> {
    const run: Run = { organizer, id, owner: randomSecret(random) }
    for (let failures = 0; ; ) {
      try {
        const now = clock.now()
        const lease = { owner: run.owner, now, until: now + LEASE_MS }
        const waiting = await bulkStore(db.q).lease(organizer.id, id, lease)
        if (!waiting || !(await part(run, waiting))) return
        failures = 0
        if (goesOn()) continue
        await bulkStore(db.q).setState(organizer.id, id, ['running'], { state: 'running', at: clock.now() })
        return
      } catch (error) {
        if (++failures < TRIES) continue
        platform.log.error({ err: error, change: id }, 'a change of many customers failed')
        await bulkStore(db.q).setState(organizer.id, id, ['running'], { state: 'failed', at: clock.now() })
        return
      }
    }
  }
}
