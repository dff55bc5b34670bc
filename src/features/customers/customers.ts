import { NotFound } from '../../core/errors.ts'
import { type CustomerId, newId, type OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditObject, changedFields } from '../audit/index.ts'
import { createAnonymizing } from './anonymizing.ts'
import { createCredentialChanges } from './credentials.ts'
import { CustomerOutdated } from './errors.ts'
import { keepCounts } from './kept-counts.ts'
import { createMerging } from './merging.ts'
import { applyChanges, auditFields, type CustomerFields, checkChanges, losesAccess } from './rules/fields.ts'
import { IDENTIFIER_LENGTH, isIdentifier, randomIdentifier } from './rules/identifier.ts'
import { isAnonymised } from './rules/status.ts'
import type { Customers } from './service.ts'
import { customerStore } from './store/customers.ts'
import { customerListing } from './store/listing.ts'
import { toColumns } from './store/row.ts'
import type { Customer, EndAccess, EraseTraces, PersonalData } from './types.ts'
import { bad, taken, translateTaken, untilCurrent, writeFields } from './writing.ts'

const TRIES_PER_LENGTH = 20

/** What the history calls a customer. */
export function customerObject(customer: Pick<Customer, 'id' | 'identifier' | 'name' | 'email'>): AuditObject {
  return { type: 'customer', id: customer.id, name: customer.name || customer.email || customer.identifier }
}

export function createCustomers(
  platform: Pick<Platform, 'db' | 'clock' | 'random' | 'outbox'>,
  { audit }: { audit: Audit },
): Customers {
  const { db, clock, random } = platform
  const endHandlers: EndAccess[] = []
  const holders: PersonalData[] = []
  const erasers: EraseTraces[] = []

  const counts = keepCounts(clock, (organizerId, limit) => customerStore(db.q).counts(organizerId, limit))

  const endAccess: EndAccess = async (q, organizerId, customerId, options) => {
    for (const handler of endHandlers) await handler(q, organizerId, customerId, options)
  }

  async function freeIdentifier(q: Database, organizerId: OrganizerId): Promise<string> {
    for (let tries = 0; ; tries++) {
      const identifier = randomIdentifier(random, IDENTIFIER_LENGTH + Math.floor(tries / TRIES_PER_LENGTH))
      if (!(await customerStore(q).isTaken(organizerId, 'identifier', identifier))) return identifier
    }
  }

  async function refuseTakenEmail(q: Database, organizerId: OrganizerId, email: string): Promise<void> {
    if (await customerStore(q).isTaken(organizerId, 'email', email)) throw taken('email')
  }

  const credentials = createCredentialChanges(platform, {
    audit,
    endAccess,
    refuseTaken: refuseTakenEmail,
    objectOf: customerObject,
  })

  return {
    ...credentials.changes,
    changeEmail: (...args) => translateTaken(() => credentials.changes.changeEmail(...args)),
    follow: (...args) => translateTaken(() => credentials.changes.follow(...args)),
    byId: (organizerId, id) => customerStore(db.q).byId(organizerId, id),
    byIdentifier: (organizerId, identifier) => customerStore(db.q).byIdentifier(organizerId, identifier),
    byEmail: (organizerId, email) => customerStore(db.q).byEmail(organizerId, email),
    byExternalIdentifier: (organizerId, identifier) =>
      customerStore(db.q).byExternalIdentifier(organizerId, identifier),
    check(changes) {
      checkChanges(changes, clock.now())
    },
    list: (organizerId, query) => customerListing(db.q).page(organizerId, query),
    counts,
    count: (organizerId, filter) => customerListing(db.q).count(organizerId, filter),
    countFound: (organizerId, query, limit) => customerListing(db.q).countFound(organizerId, query, limit),
    freeIdentifier: (organizerId) => freeIdentifier(db.q, organizerId),

    async create(q, organizer, input, actor, source) {
      const { identifier, passwordHash = null, ...given } = input
      const { profile: _, ...known } = given
      const fields = applyChanges({ ...NEW, ...known }, checkChanges(given, clock.now()))
      if (identifier !== undefined && !isIdentifier(identifier)) throw bad('identifier', 'customers:bad.identifier')
      await refuseTakenEmail(q, organizer.id, fields.email ?? '')
      if (identifier !== undefined && (await customerStore(q).isTaken(organizer.id, 'identifier', identifier))) {
        throw taken('identifier')
      }
      const now = clock.now()
      const id = newId<CustomerId>(random)
      await translateTaken(async () =>
        customerStore(q).insert(organizer.id, {
          ...toColumns(fields),
          id,
          identifier: identifier ?? (await freeIdentifier(q, organizer.id)),
          password_hash: passwordHash,
          created_at: now,
          modified_at: now,
          last_login_at: null,
          password_set_at: passwordHash === null ? null : now,
          deletion_due_at: null,
          merged_into: null,
          has_other_subjects: false,
        }),
      )
      const customer = await existing(q, organizer.id, id)
      await audit.record(q, organizer.id, {
        action: 'pretix.customer.created',
        actor: actor === 'self' ? { type: 'customer', id, name: customer.identifier } : actor,
        object: customerObject(customer),
        after: auditFields(customer),
        ...(source !== undefined && { detail: { _source: source } }),
      })
      return customer
    },

    async update(organizer, id, changes, actor, readAt) {
      const checked = checkChanges(changes, clock.now())
      const tell = await credentials.prepareNotices(organizer, id, checked.email, actor)
      return untilCurrent(readAt, () =>
        db.transaction(async (trx) => {
          const before = await existing(trx, organizer.id, id, readAt)
          if (isAnonymised(before)) throw bad('customer', 'customers:bad.anonymised')
          const fields: CustomerFields = applyChanges(before, checked)
          if (fields.email !== null && fields.email !== before.email) {
            await refuseTakenEmail(trx, organizer.id, fields.email)
          }
          const difference = changedFields(auditFields(before), auditFields({ ...before, ...fields }))
          if (Object.keys(difference.after).length === 0) return before
          await writeFields(trx, before, fields, clock.now())
          if (losesAccess(before, fields)) await endAccess(trx, organizer.id, id, { reason: 'lost' })
          await tell(trx, before, fields)
          const after = await existing(trx, organizer.id, id)
          await audit.record(trx, organizer.id, {
            action: 'pretix.customer.changed',
            actor,
            object: customerObject(after),
            ...difference,
          })
          return after
        }),
      )
    },

    async setPassword(q, organizer, id, passwordHash, { verifies, actor, keepSession }) {
      const before = await existing(q, organizer.id, id)
      const activates = verifies && !before.isVerified
      await customerStore(q).update(organizer.id, id, {
        password_hash: passwordHash,
        password_set_at: clock.now(),
        modified_at: clock.now(),
        ...(activates && { is_verified: true }),
      })
      const keepAppTokens = !organizer.settings.sso_end_tokens_on_password_change
      await endAccess(q, organizer.id, id, { reason: 'password', keepSession, keepAppTokens })
      const object = customerObject(before)
      if (activates) await audit.record(q, organizer.id, { action: 'foyer.customer.activated', actor, object })
      await audit.record(q, organizer.id, { action: 'pretix.customer.password.set', actor, object })
    },

    async activate(q, organizer, id, actor) {
      const before = await existing(q, organizer.id, id)
      if (before.isVerified || !before.isActive || before.email === null) return false
      await customerStore(q).update(organizer.id, id, { is_verified: true, modified_at: clock.now() })
      await audit.record(q, organizer.id, { action: 'foyer.customer.activated', actor, object: customerObject(before) })
      return true
    },

    passwordHash: (organizerId, id, q = db.q) => customerStore(q).passwordHash(organizerId, id),

    async upgradeHash(organizerId, id, passwordHash) {
      await customerStore(db.q).update(organizerId, id, { password_hash: passwordHash })
    },

    recordLogin: (q, organizerId, id, at, hash) => customerStore(q).recordLogin(organizerId, id, at, hash),

    anonymize: createAnonymizing(platform, { audit, holders, erasers, endAccess }),

    onEndAccess(handler) {
      endHandlers.push(handler)
    },
    holdsPersonalData(holder) {
      holders.push(holder)
    },
    onErase(handler) {
      erasers.push(handler)
    },
    personalData: holders,
    merging: createMerging(platform, endAccess),
  }
}

const NEW = {
  phone: null,
  isPhoneVerified: false,
  profile: {},
  isActive: true,
  externalIdentifier: null,
  notes: null,
} as const

async function existing(q: Database, organizerId: OrganizerId, id: CustomerId, readAt?: number): Promise<Customer> {
  const customer = await customerStore(q).byId(organizerId, id)
  if (!customer) throw new NotFound('customer')
  if (readAt !== undefined && readAt !== customer.modifiedAt) throw new CustomerOutdated()
  return customer
}
