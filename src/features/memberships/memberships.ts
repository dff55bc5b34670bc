import { z } from 'zod'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { type CustomerId, type MembershipId, type MembershipTypeId, newId, type OrganizerId } from '../../core/ids.ts'
import { readCursor } from '../../platform/db/cursor.ts'
import type { Database } from '../../platform/db/db.ts'
import { ForeignKeyViolation } from '../../platform/db/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditEvent, changedFields } from '../audit/index.ts'
import { type Customers, customerObject } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import { createRuledMemberships } from './by-rule.ts'
import { createClaims } from './claims.ts'
import { ChangedMeanwhile, NotRemovable } from './errors.ts'
import { createMembershipTypes } from './kinds.ts'
import { membershipsOfPerson } from './personal-data.ts'
import { createReminders } from './reminders.ts'
import { checkMembership, type MembershipFields, membershipFields, wholeMembership } from './rules/input.ts'
import { localized } from './rules/localized.ts'
import { type Holder, holderStore } from './store/holders.ts'
import { membershipStore } from './store/memberships.ts'
import { pageOf } from './store/page.ts'
import { membershipColumns } from './store/row.ts'
import { membershipTypeStore } from './store/types.ts'
import type { Membership, Memberships, MembershipType, UsedMembership } from './types.ts'

export interface MembershipsDeps {
  readonly audit: Audit
  readonly customers: Pick<Customers, 'byId' | 'holdsPersonalData'>
  readonly mailTexts: MailTexts
  readonly organizers: Pick<Organizers, 'byId'>
  readonly orders: Pick<Orders, 'usages' | 'usageCounts' | 'positions'>
}

const MAX_PAGE = 250

/** Memberships of all customers. */
export function createMemberships(platform: Platform, deps: MembershipsDeps): Memberships {
  const { db, clock, random } = platform
  const { audit, orders, customers } = deps
  const kinds = createMembershipTypes(platform, deps)
  customers.holdsPersonalData(membershipsOfPerson())

  async function existing(q: Database, organizerId: OrganizerId, id: MembershipId): Promise<Membership> {
    const membership = await membershipStore(q).byId(organizerId, id)
    if (!membership) throw new NotFound('membership')
    return membership
  }

  async function hold(q: Database, organizerId: OrganizerId, id: CustomerId): Promise<Holder> {
    const holder = await holderStore(q).hold(organizerId, id)
    if (!holder) throw new NotFound('customer')
    return holder
  }

  /** A membership that nobody else changes until the transaction ends, and who has it. */
  async function held(q: Database, organizerId: OrganizerId, id: MembershipId) {
    const holder = await hold(q, organizerId, (await existing(q, organizerId, id)).customerId)
    return { holder, before: await existing(q, organizerId, id) }
  }

  async function typeOf(q: Database, organizerId: OrganizerId, id: MembershipTypeId): Promise<MembershipType> {
    const type = await membershipTypeStore(q).byId(organizerId, id)
    if (!type) throw noSuchType()
    return type
  }

  function record(
    q: Database,
    organizer: Organizer,
    holder: Holder,
    membership: Membership,
    event: Omit<AuditEvent, 'object' | 'detail'>,
  ): Promise<void> {
    const { id, type } = membership
    const detail = { membership: localized(type.name, organizer.locale), membership_id: id }
    return audit.record(q, organizer.id, { ...event, object: customerObject(holder), detail })
  }

  async function withUse(organizerId: OrganizerId, found: readonly Membership[]): Promise<UsedMembership[]> {
    if (found.length === 0) return []
    const counts = await orders.usageCounts(
      organizerId,
      found.map(({ id }) => id),
    )
    return found.map((membership) => ({ ...membership, used: counts.get(membership.id) ?? 0 }))
  }

  /** Saves and writes down what is different. */
  async function save(
    q: Database,
    organizer: Organizer,
    { before, holder }: { before: Membership; holder: Holder },
    fields: MembershipFields,
    actor: AuditEvent['actor'],
  ): Promise<Membership> {
    const columns = membershipColumns(fields)
    if (JSON.stringify(columns) === JSON.stringify(membershipColumns(fieldsOf(before)))) return before
    const type = fields.typeId === before.type.id ? before.type : await typeOf(q, organizer.id, fields.typeId)
    await membershipStore(q).update(organizer.id, before.id, {
      ...columns,
      ...(fields.endsAt !== before.endsAt && { reminded_at: null }),
      modified_at: Math.max(clock.now(), before.modifiedAt + 1),
    })
    const after = await existing(q, organizer.id, before.id)
    const changes = changedFields(
      membershipFields(before, before.type, organizer),
      membershipFields(after, type, organizer),
    )
    await record(q, organizer, holder, after, { action: 'pretix.customer.membership.changed', actor, ...changes })
    return after
  }

  return {
    kinds,
    ruled: createRuledMemberships(platform, deps),
    types: (organizerId) => kinds.all(organizerId),

    async byId(organizerId, id) {
      const found = await membershipStore(db.q).byId(organizerId, id)
      const [membership] = found ? await withUse(organizerId, [found]) : []
      return membership ?? null
    },
    async ofCustomer(organizerId, customerId, { limit, cursor: place }) {
      const size = Math.min(MAX_PAGE, Math.max(1, limit))
      const cursor = readCursor(place, z.int())
      const found = await membershipStore(db.q).list(organizerId, customerId, size + 1, cursor)
      const page = pageOf(found, size, cursor, (membership) => membership.endsAt)
      return { ...page, items: await withUse(organizerId, page.items) }
    },
    countOfCustomer: (organizerId, customerId) => membershipStore(db.q).count(organizerId, customerId),
    usages: (organizerId, id) => orders.usages(organizerId, id),
    async grants(organizerId, memberships) {
      const ids = memberships.map(({ grantedIn }) => grantedIn).filter((id) => id !== null)
      return ids.length === 0 ? new Map() : orders.positions(organizerId, ids)
    },

    async create(organizer, customerId, input, actor) {
      const fields = checkMembership(input, NOTHING)
      return translateMissingType(() =>
        db.transaction(async (trx) => {
          const holder = await hold(trx, organizer.id, customerId)
          if (holder.isAnonymised) throw new NotFound('customer that is not anonymised')
          const type = await typeOf(trx, organizer.id, input.typeId)
          const id = newId<MembershipId>(random)
          const now = clock.now()
          await membershipStore(trx).insert(organizer.id, {
            id,
            customer_id: customerId,
            ...membershipColumns(fields),
            testmode: input.isTest ?? false,
            granted_in: null,
            reminded_at: null,
            created_at: now,
            modified_at: now,
          })
          const membership = await existing(trx, organizer.id, id)
          const action = 'pretix.customer.membership.created'
          const after = wholeMembership(membership, type, organizer)
          await record(trx, organizer, holder, membership, { action, actor, after })
          return membership
        }),
      )
    },

    async update(organizer, id, input, actor, version) {
      return translateMissingType(() =>
        db.transaction(async (trx) => {
          const now = await held(trx, organizer.id, id)
          if (version !== undefined && version !== now.before.modifiedAt) throw new ChangedMeanwhile()
          if (now.holder.isAnonymised) throw new NotFound('customer that is not anonymised')
          return save(trx, organizer, now, checkMembership(input, fieldsOf(now.before)), actor)
        }),
      )
    },

    async setCanceled(organizer, id, isCanceled, actor) {
      return db.transaction(async (trx) => {
        const now = await held(trx, organizer.id, id)
        const after = await save(trx, organizer, now, { ...fieldsOf(now.before), isCanceled }, actor)
        return after.modifiedAt !== now.before.modifiedAt
      })
    },

    async remove(organizer, id, actor) {
      try {
        await db.transaction(async (trx) => {
          const { holder, before } = await held(trx, organizer.id, id)
          if (!before.isTest) throw new NotRemovable('live')
          if (!(await membershipStore(trx).removeTest(organizer.id, id))) throw new NotFound('membership')
          const fields = wholeMembership(before, before.type, organizer)
          const action = 'pretix.customer.membership.deleted'
          await record(trx, organizer, holder, before, { action, actor, before: fields })
        })
      } catch (error) {
        throw error instanceof ForeignKeyViolation ? new NotRemovable('used') : error
      }
    },

    claims: createClaims(platform, orders),
    remind: createReminders(platform, deps),
  }
}

const NOTHING: MembershipFields = {
  typeId: '' as MembershipTypeId,
  isCanceled: false,
  startsAt: Number.NaN,
  endsAt: Number.NaN,
  attendeeNameParts: {},
  attendeeName: '',
}

function fieldsOf({ type, ...membership }: Membership): MembershipFields {
  return { ...membership, typeId: type.id }
}

function noSuchType(): InvalidInput {
  return new InvalidInput({ membership_type: { key: 'memberships:bad.type' } })
}

/** The type may be deleted at the same moment. */
async function translateMissingType<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof ForeignKeyViolation ? noSuchType() : error
  }
}
