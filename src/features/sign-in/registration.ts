import { InvalidInput } from '../../core/errors.ts'
import type { NameParts } from '../../core/person-names.ts'
import { displayName } from '../../core/person-names.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { PasswordLinks } from './password-links.ts'

export interface Registration {
  /** As `checkEmail` gives it. */
  readonly email: string
  readonly nameParts: NameParts
  readonly locale: Locale
  /** A path within the organizer's pages, where the person goes after the first login. */
  readonly next: string | null
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly links: PasswordLinks
}

/**
 * Creates an account that waits for its activation. For an address that has an account, its owner gets a mail instead, and the
 * caller learns nothing.
 */
export function createRegistration(platform: Platform, { customers, audit, links }: Deps) {
  const { db, outbox } = platform

  async function createAccount(organizer: Organizer, site: Site, input: Registration): Promise<void> {
    const { email, nameParts, locale, next } = input
    const identifier = await customers.freeIdentifier(organizer.id)
    const to = { email, name: displayName(nameParts), identifier, locale }
    const link = await links.prepare('activation', organizer, site, to, next)
    await db.transaction(async (trx) => {
      const account = { email, nameParts, locale, identifier, isVerified: false }
      const customer = await customers.create(trx, organizer, account, 'self')
      await link.store(trx, customer.id)
    })
  }

  async function tellOwner(organizer: Organizer, site: Site, owner: Customer, input: Registration): Promise<void> {
    const kind = owner.isVerified ? 'registered' : 'activation'
    const to = { ...owner, email: input.email }
    const link = await links.prepare(kind, organizer, site, to, input.next)
    await db.transaction(async (trx) => {
      await link.store(trx, owner.id)
      await audit.record(trx, organizer.id, {
        action: 'pretix.customer.password.resetrequested',
        actor: { type: 'system' },
        object: customerObject(owner),
      })
    })
  }

  return async function register(organizer: Organizer, site: Site, input: Registration): Promise<void> {
    const owner = await customers.byEmail(organizer.id, input.email)
    if (owner) await tellOwner(organizer, site, owner, input)
    else {
      await createAccount(organizer, site, input).catch(async (error: unknown) => {
        const other = isTaken(error) ? await customers.byEmail(organizer.id, input.email) : null
        if (!other) throw error
        await tellOwner(organizer, site, other, input)
      })
    }
    outbox.wake()
  }
}

/** Another request registered the same address at the same time. */
function isTaken(error: unknown): boolean {
  return error instanceof InvalidInput && error.fields.email?.key === 'customers:bad.emailTaken'
}
