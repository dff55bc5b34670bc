import { FoyerError, InvalidInput } from '../../core/errors.ts'
import { type CustomerIdentityId, newOrderedId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { DatabaseBusy } from '../../platform/db/errors.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SyncedField } from '../sso-providers/index.ts'
import { dryArrival } from './dry-arrival.ts'
import type { IdentityMails } from './mails.ts'
import { isSameOutlook, lookAhead, type Outlook } from './outlook.ts'
import { mapClaims } from './rules/map.ts'
import { providerName } from './rules/provider-name.ts'
import { takeOver } from './rules/sync.ts'
import { sealClaims } from './sealed-claims.ts'
import { identityStore } from './store/identities.ts'
import type {
  Arrival,
  ArrivalHandler,
  ArriveOptions,
  ArrivingPerson,
  CustomerIdentities,
  CustomerIdentity,
  MappedPerson,
} from './types.ts'

/** So often it is tried anew when others change the same accounts in the very same moment. */
const TRIES = 100

interface ArriveDeps {
  readonly customers: Customers
  readonly audit: Audit
  readonly mails: IdentityMails
  readonly handlers: readonly ArrivalHandler[]
}

/** What is written of somebody who comes in. */
interface Entry {
  readonly organizer: Organizer
  readonly person: ArrivingPerson
  readonly mapped: MappedPerson
  /** Encrypted. */
  readonly claims: string | null
}

/** Looks, draws the mails that will be due, and writes all of it in one transaction that finds what was seen, or starts again. */
export function createArrive(platform: Platform, deps: ArriveDeps): CustomerIdentities['arrive'] {
  const { db, clock, random, mailer, outbox } = platform
  const { customers, audit, mails, handlers } = deps

  async function known(q: Database, entry: Entry, { identity, customer, takeover }: Outlook) {
    if (!identity || !customer || !takeover) throw new Outdated()
    const { isEmailTaken, owned } = takeover
    if (isEmailTaken && identity.email !== entry.mapped.email) await noteTaken(q, entry, customer)
    const after = { ...identity, email: entry.mapped.email, ownedFields: owned }
    const columns = { email: after.email, owned_fields: JSON.stringify(owned), claims: entry.claims }
    if (!(await identityStore(q).update(entry.organizer.id, identity.id, columns))) throw new Outdated()
    return after
  }

  /** The provider names an address that another account has. Written down once, for staff. */
  async function noteTaken(q: Database, { organizer, person, mapped }: Entry, customer: Customer): Promise<void> {
    await audit.record(q, organizer.id, {
      action: 'foyer.customer.identity.conflict',
      actor: { type: 'system' },
      object: customerObject(customer),
      detail: { provider: providerName(person.provider, organizer.locale), address: mapped.email },
    })
  }

  async function attach(
    q: Database,
    { organizer, person, mapped, claims }: Entry,
    customer: Customer,
    owned: readonly SyncedField[],
  ): Promise<CustomerIdentity> {
    const { issuer, subject, provider } = person
    const now = clock.now()
    const id = newOrderedId<CustomerIdentityId>(random, now)
    const isFirst = await identityStore(q).insert(organizer.id, {
      id,
      customer_id: customer.id,
      provider_id: provider.id,
      issuer,
      subject,
      email: mapped.email,
      owned_fields: JSON.stringify(owned),
      claims,
      created_at: clock.now(),
      last_login_at: null,
    })
    const identity = isFirst && (await identityStore(q).byId(organizer.id, id))
    if (!identity) throw new Outdated()
    await audit.record(q, organizer.id, {
      action: 'foyer.customer.identity.linked',
      actor: { type: 'customer', id: customer.id, name: customer.identifier },
      object: customerObject(customer),
      detail: { provider: providerName(provider, organizer.locale), external_identifier: subject },
    })
    return identity
  }

  async function enter(q: Database, entry: Entry, outlook: Outlook): Promise<Arrival> {
    const { organizer, person } = entry
    const { decision, takeover } = outlook
    if (!outlook.customer || !takeover || (decision.kind !== 'known' && decision.kind !== 'linked'))
      throw new Outdated()
    const { id, identifier } = outlook.customer
    const actor = { type: 'customer', id, name: identifier } as const
    const source = providerName(person.provider, organizer.locale)
    const claimed = decision.claims ? await customers.claim(q, organizer, id, actor) : outlook.customer
    const hasChanges = Object.keys(takeover.changes).length > 0
    const customer = hasChanges
      ? await customers.follow(q, organizer, id, takeover.changes, { actor, source })
      : claimed
    if (decision.kind === 'known') return { kind: 'known', customer, identity: await known(q, entry, outlook) }
    if (takeover.isEmailTaken) await noteTaken(q, entry, customer)
    return { kind: 'linked', customer, identity: await attach(q, entry, customer, takeover.owned) }
  }

  async function create(q: Database, entry: Entry, email: string): Promise<Arrival> {
    const { organizer, person, mapped } = entry
    const { settings } = person.provider
    const { sync } = settings
    const source = providerName(person.provider, organizer.locale)
    const input = {
      email,
      nameParts: sync.name === 'never' ? {} : mapped.nameParts,
      phone: sync.phone === 'never' ? null : mapped.phone,
      locale: (sync.locale === 'never' ? null : mapped.locale) ?? person.locale,
      isVerified: true,
    }
    const customer = await customers.create(q, organizer, input, 'self', source)
    const { owned } = takeOver('new', customer, mapped, { settings, isEmailElsewhere: false })
    return { kind: 'created', customer, identity: await attach(q, entry, customer, owned) }
  }

  async function write(q: Database, entry: Entry, outlook: Outlook): Promise<Arrival> {
    const { decision, customer } = outlook
    switch (decision.kind) {
      case 'known':
      case 'linked':
        return enter(q, entry, outlook)
      case 'created':
        return create(q, entry, decision.email)
      case 'prove':
        if (!customer) throw new Outdated()
        return { kind: 'prove', customer, email: decision.email }
      default:
        return decision
    }
  }

  /** The mails that will be due. */
  async function draw({ organizer, person }: Entry, { decision, customer, takeover }: Outlook): Promise<QueuedMail[]> {
    if (!customer || !takeover) return []
    const { provider } = person
    const { email } = takeover.changes
    const due = [
      email === undefined ? null : await mails.moved(organizer, customer, provider, email),
      decision.kind === 'linked' ? await mails.linked(organizer, { ...customer, ...takeover.changes }, provider) : null,
    ]
    return due.filter((mail) => mail !== null)
  }

  async function attempt(entry: Entry, options: ArriveOptions): Promise<Arrival> {
    const { organizer, person, mapped } = entry
    const look = (q: Database) => lookAhead(q, customers, organizer, person, mapped, options)
    const outlook = await look(db.q)
    if (options.isDry) return dryArrival(organizer, person, mapped, outlook, clock.now())
    const letters = await draw(entry, outlook)
    return db.transaction(async (q) => {
      if (outlook.customer) await customers.merging.lock(q, organizer.id, [outlook.customer.id])
      const now = await look(q)
      if (!isSameOutlook(outlook, now)) throw new Outdated()
      const arrival = await write(q, entry, now)
      if ('identity' in arrival) {
        const { customer, identity } = arrival
        for (const handler of handlers) await handler(q, organizer, { customer, identity, claims: person.claims })
        for (const letter of letters) await mailer.queue(q, letter)
      }
      return arrival
    })
  }

  return async function arrive(organizer, person, options = {}) {
    const entry: Entry = {
      organizer,
      person,
      mapped: mapClaims(person.claims, person.provider.settings.claims, organizer),
      claims: sealClaims(platform.secrets, person.claims),
    }
    for (let tries = 1; ; tries++) {
      try {
        const arrival = await attempt(entry, options)
        outbox.wake()
        return arrival
      } catch (error) {
        if (!isOutdated(error)) throw error
        if (tries === TRIES) throw new DatabaseBusy('one person arrived too often at once')
      }
    }
  }
}

/** Somebody else changed what was seen. */
class Outdated extends FoyerError {
  constructor() {
    super('what was seen has changed', { code: 'outdated', status: 409 })
  }
}

function isOutdated(error: unknown): boolean {
  return error instanceof Outdated || (error instanceof InvalidInput && error.fields.email !== undefined)
}
