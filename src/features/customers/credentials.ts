import { NotFound } from '../../core/errors.ts'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditActor, type AuditObject, changedFields } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { applyChanges, auditFields, checkChanges } from './rules/fields.ts'
import { isAnonymised } from './rules/status.ts'
import type { CredentialChanges, EmailChanging } from './service.ts'
import { customerStore } from './store/customers.ts'
import { toColumns } from './store/row.ts'
import type { Customer, EndAccess } from './types.ts'

interface Deps {
  readonly audit: Audit
  readonly endAccess: EndAccess
  readonly refuseTaken: (q: Database, organizerId: OrganizerId, email: string) => Promise<void>
  readonly objectOf: (customer: Customer) => AuditObject
}

export function createCredentialChanges({ db, clock }: Pick<Platform, 'db' | 'clock'>, deps: Deps) {
  const { audit, endAccess, refuseTaken, objectOf } = deps
  const handlers: EmailChanging[] = []

  async function locked(q: Database, organizerId: OrganizerId, id: CustomerId): Promise<Customer> {
    const store = customerStore(q)
    await store.lock(organizerId, id)
    const customer = await store.byId(organizerId, id)
    if (!customer || isAnonymised(customer)) throw new NotFound('customer')
    return customer
  }

  /** Somebody who read the account before finds out that it changed. */
  const later = ({ modifiedAt }: Customer) => Math.max(clock.now(), modifiedAt + 1)

  const changes: CredentialChanges = {
    async changeEmail(q, organizer, id, email, { actor, keepSession, endsPassword = false }) {
      const before = await locked(q, organizer.id, id)
      const fields = applyChanges(before, checkChanges({ email }, clock.now()))
      if (fields.email !== null && fields.email !== before.email) await refuseTaken(q, organizer.id, fields.email)
      await customerStore(q).update(organizer.id, id, {
        ...toColumns(fields),
        ...(endsPassword && NO_PASSWORD),
        modified_at: later(before),
      })
      await endAccess(q, organizer.id, id, { reason: 'lost', keepSession })
      const after = { ...before, email: fields.email }
      const difference = changedFields(auditFields(before), auditFields(after))
      const object = objectOf(after)
      if (Object.keys(difference.after).length > 0) {
        await audit.record(q, organizer.id, { action: 'pretix.customer.changed', actor, object, ...difference })
      }
      return after
    },

    async follow(q, organizer, id, changes, { actor, source }) {
      const before = await locked(q, organizer.id, id)
      const fields = applyChanges(before, checkChanges(changes, clock.now()))
      const difference = changedFields(auditFields(before), auditFields({ ...before, ...fields }))
      if (Object.keys(difference.after).length === 0) return before
      const isMoved = fields.email !== before.email
      if (isMoved && fields.email !== null) await refuseTaken(q, organizer.id, fields.email)
      await customerStore(q).update(organizer.id, id, { ...toColumns(fields), modified_at: later(before) })
      if (isMoved) await endAccess(q, organizer.id, id, { reason: 'lost', keepAppTokens: true, keepSessions: true })
      const after = (await customerStore(q).byId(organizer.id, id)) ?? before
      await audit.record(q, organizer.id, {
        action: 'pretix.customer.changed',
        actor,
        object: objectOf(after),
        ...difference,
        detail: { _source: source },
      })
      return after
    },

    async claim(q, organizer, id, actor) {
      const before = await locked(q, organizer.id, id)
      await customerStore(q).update(organizer.id, id, {
        ...NO_PASSWORD,
        is_verified: true,
        modified_at: later(before),
      })
      await endAccess(q, organizer.id, id, { reason: 'lost' })
      await audit.record(q, organizer.id, {
        action: 'foyer.customer.activated',
        actor,
        object: objectOf(before),
        ...(before.hasPassword && { detail: { former_removed: true } }),
      })
      return (await customerStore(q).byId(organizer.id, id)) ?? before
    },

    async lockOut(q, organizer, id, { actor, keepSession }) {
      const customer = await locked(q, organizer.id, id)
      await customerStore(q).update(organizer.id, id, { ...NO_PASSWORD, modified_at: later(customer) })
      await endAccess(q, organizer.id, id, { reason: 'lost', keepSession })
      const object = objectOf(customer)
      await audit.record(q, organizer.id, { action: 'foyer.customer.locked', actor, object })
    },

    onEmailChange(handler) {
      handlers.push(handler)
    },
  }

  /** What those say who tell of a new address, to be called with the account before and after; silent where it stays. */
  async function prepareNotices(
    organizer: Organizer,
    id: CustomerId,
    email: string | null | undefined,
    actor: AuditActor,
  ) {
    const known = email == null ? null : await customerStore(db.q).byId(organizer.id, id)
    const isNew = email != null && known !== null && known.email !== email
    const notices = isNew ? await Promise.all(handlers.map((handler) => handler(organizer, known, email, actor))) : []
    return async (q: Database, before: Pick<Customer, 'email'>, after: Pick<Customer, 'email'>) => {
      if (before.email === after.email) return
      for (const notice of notices) await notice(q)
    }
  }

  return { changes, prepareNotices }
}

const NO_PASSWORD = { password_hash: null, password_set_at: null } as const
