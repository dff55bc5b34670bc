import { NotFound } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SecondFactors } from '../second-factors/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import { LastWayIn } from './errors.ts'
import type { IdentityMails } from './mails.ts'
import { hasOwnWay } from './rules/last-way.ts'
import { providerName } from './rules/provider-name.ts'
import { identityStore } from './store/identities.ts'
import type { CustomerIdentities, CustomerIdentity, UnlinkedHandler } from './types.ts'

interface UnlinkDeps {
  readonly customers: Customers
  readonly audit: Audit
  readonly signIn: Pick<SignIn, 'sessions'>
  readonly secondFactors: Pick<SecondFactors, 'of'>
  readonly ssoProviders: Pick<SsoProviders, 'byId' | 'active'>
  readonly mails: IdentityMails
  readonly handlers: readonly UnlinkedHandler[]
}

/** Takes identities off accounts, with the sessions that were begun with them. */
export function createUnlink(
  { db, mailer, outbox }: Pick<Platform, 'db' | 'mailer' | 'outbox'>,
  deps: UnlinkDeps,
): Pick<CustomerIdentities, 'unlink' | 'hasOtherWay'> {
  const { customers, audit, signIn, secondFactors, ssoProviders, mails, handlers } = deps

  /** What transactions may not ask for. */
  async function facts({ id: organizerId }: Organizer, { customerId }: CustomerIdentity) {
    const active = await ssoProviders.active(organizerId)
    return {
      activeProviders: new Set(active.map(({ id }) => id)),
      hasPasskey: (await secondFactors.of(organizerId, customerId)).passkeys.length > 0,
    }
  }

  async function hasWay(
    q: Parameters<typeof identityStore>[0],
    organizer: Organizer,
    identity: CustomerIdentity,
    { activeProviders, hasPasskey }: Awaited<ReturnType<typeof facts>>,
  ): Promise<boolean> {
    const customer = await customers.merging.at(q, organizer.id, identity.customerId)
    if (hasOwnWay(organizer, customer, hasPasskey)) return true
    const all = await identityStore(q).of(organizer.id, identity.customerId)
    return all.some(({ id, providerId }) => id !== identity.id && activeProviders.has(providerId))
  }

  return {
    async hasOtherWay(organizer, identity) {
      return hasWay(db.q, organizer, identity, await facts(organizer, identity))
    },

    async unlink(organizer, id, actor, { force = false, reason = '', isConversion = false } = {}) {
      const identity = await identityStore(db.q).byId(organizer.id, id)
      const customer = identity && (await customers.byId(organizer.id, identity.customerId))
      if (!identity || !customer) throw new NotFound('identity')
      const provider = (await ssoProviders.byId(organizer.id, identity.providerId)) ?? { name: {}, slug: '' }
      const notice = await mails.removed(organizer, customer, provider, reason)
      const known = await facts(organizer, identity)
      await db.transaction(async (q) => {
        await customers.merging.lock(q, organizer.id, [customer.id])
        const current = await identityStore(q).byId(organizer.id, id)
        if (current?.customerId !== customer.id) throw new NotFound('identity')
        if (!force && !(await hasWay(q, organizer, identity, known))) throw new LastWayIn()
        await signIn.sessions.endUpstream(q, organizer.id, { identityId: id })
        await identityStore(q).remove(organizer.id, id)
        for (const handler of handlers) await handler(q, organizer.id, current)
        await audit.record(q, organizer.id, {
          action: isConversion ? 'foyer.customer.identity.converted' : 'foyer.customer.identity.unlinked',
          actor,
          object: customerObject(customer),
          detail: {
            provider: providerName(provider, organizer.locale),
            external_identifier: identity.subject,
            ...(reason !== '' && { given_reason: reason }),
          },
        })
        if (notice) await mailer.queue(q, notice)
      })
      outbox.wake()
    },
  }
}
