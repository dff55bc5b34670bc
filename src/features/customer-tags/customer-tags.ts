import { InvalidInput, NotFound } from '../../core/errors.ts'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { RuleWords } from '../memberships/index.ts'
import { TagOfRule } from './errors.ts'
import { tagsOfPerson } from './personal-data.ts'
import { checkTag, MOST_TAGS, normalTag } from './rules.ts'
import { customerTagStore } from './store.ts'
import type { CustomerTags } from './types.ts'

export interface CustomerTagsDeps {
  readonly audit: Audit
  readonly customers: Pick<Customers, 'merging' | 'holdsPersonalData'>
}

const SYSTEM: AuditActor = { type: 'system' }

/** Tags of all customers. */
export function createCustomerTags(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  { audit, customers }: CustomerTagsDeps,
): CustomerTags {
  customers.holdsPersonalData(tagsOfPerson())
  const { merging } = customers

  /** The customer, who stays as they are until the transaction ends. @throws NotFound */
  async function held(q: Database, organizerId: OrganizerId, id: CustomerId): Promise<Customer> {
    await merging.lock(q, organizerId, [id])
    return merging.at(q, organizerId, id)
  }

  async function record(
    q: Database,
    customer: Customer,
    change: 'added' | 'removed',
    tag: string,
    actor: AuditActor,
    words?: RuleWords,
  ): Promise<void> {
    await audit.record(q, customer.organizerId, {
      action: `foyer.customer.tag.${change}`,
      actor,
      object: customerObject(customer),
      detail: { tag, ...words },
    })
  }

  return {
    of: (organizerId, customerId) => customerTagStore(db.q).of(organizerId, customerId),
    ofMany: (organizerId, ids) => customerTagStore(db.q).ofMany(organizerId, ids),
    inUse: (organizerId) => customerTagStore(db.q).inUse(organizerId),

    async add(organizer, { id }, typed, actor) {
      const tag = checkTag(typed)
      return db.transaction(async (trx) => {
        const customer = await held(trx, organizer.id, id)
        if (isGone(customer)) throw new NotFound('customer that is not anonymised')
        const store = customerTagStore(trx)
        const all = await store.of(organizer.id, id)
        const before = all.find((other) => other.tag === tag)
        if (before?.source === 'staff' || before?.source === 'both') return tag
        if (before === undefined && all.length >= MOST_TAGS) {
          throw new InvalidInput({ tag: { key: 'customerTags:bad.tooMany', params: { max: MOST_TAGS } } })
        }
        await store.put(organizer.id, id, { tag, source: before ? 'both' : 'staff', createdAt: clock.now() })
        await record(trx, customer, 'added', tag, actor)
        return tag
      })
    },

    async remove(organizer, { id }, typed, actor) {
      const tag = normalTag(typed)
      return db.transaction(async (trx) => {
        const customer = await held(trx, organizer.id, id)
        const store = customerTagStore(trx)
        const before = tag === null ? null : await store.one(organizer.id, id, tag)
        if (!before) throw new NotFound('tag')
        if (before.source === 'rule') throw new TagOfRule(before.tag)
        if (before.source === 'both') await store.put(organizer.id, id, { ...before, source: 'rule' })
        else await store.remove(organizer.id, id, [before.tag])
        await record(trx, customer, 'removed', before.tag, actor)
        return before.source === 'both' ? 'rule' : null
      })
    },

    async giveByRule(q, organizerId, customerId, tag, words) {
      const customer = await held(q, organizerId, customerId)
      const store = customerTagStore(q)
      const before = await store.one(organizerId, customerId, tag)
      if (before?.source === 'rule' || before?.source === 'both') return
      await store.put(organizerId, customerId, { tag, source: before ? 'both' : 'rule', createdAt: clock.now() })
      await record(q, customer, 'added', tag, SYSTEM, words)
    },

    async takeByRule(q, organizerId, customerId, tag, words) {
      const customer = await held(q, organizerId, customerId)
      const store = customerTagStore(q)
      const before = await store.one(organizerId, customerId, tag)
      if (before?.source !== 'rule' && before?.source !== 'both') return
      if (before.source === 'both') await store.put(organizerId, customerId, { ...before, source: 'staff' })
      else await store.remove(organizerId, customerId, [tag])
      await record(q, customer, 'removed', tag, SYSTEM, words)
    },
  }
}

/** Nothing personal is left of it. */
function isGone({ email, name, phone, hasPassword, isActive }: Customer): boolean {
  return email === null && name === '' && phone === null && !hasPassword && !isActive
}
