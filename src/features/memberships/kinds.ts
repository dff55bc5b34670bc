import { z } from 'zod'
import { InvalidInput, type Message, NotFound } from '../../core/errors.ts'
import { type MembershipTypeId, newOrderedId, type OrganizerId } from '../../core/ids.ts'
import { readCursor } from '../../platform/db/cursor.ts'
import type { Database } from '../../platform/db/db.ts'
import { ForeignKeyViolation } from '../../platform/db/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditObject, changedFields } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { TypeInUse, TypeKept } from './errors.ts'
import { localized } from './rules/localized.ts'
import { checkType, typeFields } from './rules/type-input.ts'
import { pageOf } from './store/page.ts'
import { typeColumns } from './store/row.ts'
import { membershipTypeStore } from './store/types.ts'
import type { MembershipType, MembershipTypes } from './types.ts'

const MAX_PAGE = 250
/** An organizer chooses from them in one list. */
const MOST_TYPES = 500

/** The kinds of membership of all organizers. */
export function createMembershipTypes(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  { audit }: { readonly audit: Audit },
): MembershipTypes {
  async function existing(q: Database, organizerId: OrganizerId, id: MembershipTypeId): Promise<MembershipType> {
    const type = await membershipTypeStore(q).byId(organizerId, id)
    if (!type) throw new NotFound('membership type')
    return type
  }

  async function usedBy(organizerId: OrganizerId, id: MembershipTypeId): Promise<number> {
    return (await membershipTypeStore(db.q).memberships(organizerId, [id])).get(id) ?? 0
  }

  const needs: Parameters<MembershipTypes['neededBy']>[0][] = []

  async function neededFor(organizerId: OrganizerId, id: MembershipTypeId): Promise<Message | null> {
    for (const why of needs) {
      const reason = await why(organizerId, id)
      if (reason !== null) return reason
    }
    return null
  }

  async function refuseNeeded(organizerId: OrganizerId, id: MembershipTypeId): Promise<void> {
    const used = await usedBy(organizerId, id)
    if (used > 0) throw new TypeInUse(used)
    const reason = await neededFor(organizerId, id)
    if (reason !== null) throw new TypeKept(reason)
  }

  return {
    neededBy(why) {
      needs.push(why)
    },
    async obstacle(organizerId, id) {
      const used = await usedBy(organizerId, id)
      return used > 0 ? (new TypeInUse(used).text ?? null) : neededFor(organizerId, id)
    },
    byId: (organizerId, id) => membershipTypeStore(db.q).byId(organizerId, id),
    async list(organizerId, { limit, cursor: place }) {
      const size = Math.min(MAX_PAGE, Math.max(1, limit))
      const cursor = readCursor(place, z.int())
      const found = await membershipTypeStore(db.q).list(organizerId, size + 1, cursor)
      return pageOf(found, size, cursor, (type) => type.createdAt)
    },
    all: (organizerId) => membershipTypeStore(db.q).all(organizerId),
    count: (organizerId) => membershipTypeStore(db.q).count(organizerId),
    memberships: (organizerId, ids) => membershipTypeStore(db.q).memberships(organizerId, ids),

    async create(organizer, input, actor) {
      const fields = checkType(input)
      const now = clock.now()
      return db.transaction(async (trx) => {
        const store = membershipTypeStore(trx)
        if ((await store.count(organizer.id)) >= MOST_TYPES) {
          throw new InvalidInput({ name: { key: 'memberships:bad.tooManyTypes', params: { max: MOST_TYPES } } })
        }
        const type = await store.insert(organizer.id, {
          id: newOrderedId<MembershipTypeId>(random, now),
          ...typeColumns(fields),
          created_at: now,
          modified_at: now,
        })
        const object = objectOf(type, organizer)
        const action = 'pretix.membershiptype.created'
        await audit.record(trx, organizer.id, { action, actor, object, after: typeFields(type) })
        return type
      })
    },

    async update(organizer, id, input, actor) {
      return db.transaction(async (trx) => {
        const before = await existing(trx, organizer.id, id)
        const fields = checkType(input, before)
        const changes = changedFields(typeFields(before), typeFields(fields))
        if (Object.keys(changes.after).length === 0) return before
        const columns = { ...typeColumns(fields), modified_at: clock.now() }
        const type = await membershipTypeStore(trx).update(organizer.id, id, columns)
        if (!type) throw new NotFound('membership type')
        const object = objectOf(type, organizer)
        await audit.record(trx, organizer.id, { action: 'pretix.membershiptype.changed', actor, object, ...changes })
        return type
      })
    },

    async remove(organizer, id, actor) {
      await refuseNeeded(organizer.id, id)
      try {
        await db.transaction(async (trx) => {
          const type = await existing(trx, organizer.id, id)
          if (!(await membershipTypeStore(trx).remove(organizer.id, id))) throw new NotFound('membership type')
          const object = objectOf(type, organizer)
          const action = 'pretix.membershiptype.deleted'
          await audit.record(trx, organizer.id, { action, actor, object, before: typeFields(type) })
        })
      } catch (error) {
        if (!(error instanceof ForeignKeyViolation)) throw error
        await refuseNeeded(organizer.id, id)
        throw new TypeInUse(1)
      }
    },
  }
}

function objectOf(type: MembershipType, organizer: Organizer): AuditObject {
  return { type: 'membershiptype', id: type.id, name: localized(type.name, organizer.locale) }
}
