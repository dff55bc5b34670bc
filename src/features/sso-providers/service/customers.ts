import { InvalidInput } from '../../../core/errors.ts'
import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { AuditActor } from '../../audit/index.ts'
import { bad } from '../rules/reading.ts'
import { providerCustomerStore } from '../store/customers.ts'
import type { MovedCustomers, ReleaseIdentity, SsoProvider } from '../types.ts'
import type { Changes } from './changes.ts'

const BATCH = 200

/** What becomes of the customers of a provider that is to go. */
export function createCustomerMoves({ change, existing, record, endAccess }: Changes) {
  let release: ReleaseIdentity = (q, organizerId, id) => providerCustomerStore(q).removeIdentity(organizerId, id)

  async function releaseSome(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<number> {
    return change(async (q) => {
      const provider = await existing(q, organizerId, id)
      const store = providerCustomerStore(q)
      const identities = await store.identities(organizerId, id, BATCH)
      if (identities.length === 0) return 0
      await endAccess(q, organizerId, id)
      for (const identity of identities) {
        await release(q, organizerId, identity, actor)
        await store.removeIdentity(organizerId, identity)
      }
      const detail = { count: identities.length }
      await record(q, provider, { action: 'foyer.ssoprovider.customers.released', actor, detail })
      return identities.length
    })
  }

  return {
    useRelease(other: ReleaseIdentity): void {
      release = other
    },

    async releaseCustomers(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<number> {
      for (let total = 0; ; ) {
        const count = await releaseSome(organizerId, id, actor)
        total += count
        if (count < BATCH) return total
      }
    },

    moveCustomers(
      organizerId: OrganizerId,
      from: SsoProviderId,
      to: SsoProviderId,
      actor: AuditActor,
    ): Promise<MovedCustomers> {
      return change(async (q: Database) => {
        const old = await existing(q, organizerId, from)
        const other = await existing(q, organizerId, to)
        refuseOtherPeople(old, other)
        const store = providerCustomerStore(q)
        const moved = await store.move(organizerId, from, to)
        const skipped = await store.countIdentities(organizerId, from)
        if (!other.isActive) await endAccess(q, organizerId, to)
        const detail = { to_provider: nameOf(other), moved, skipped }
        await record(q, old, { action: 'foyer.ssoprovider.customers.moved', actor, detail })
        return { moved, skipped }
      })
    },
  }
}

/** A person is known by issuer and subject: both providers have to mean the same by them. */
function refuseOtherPeople(from: SsoProvider, to: SsoProvider): void {
  if (from.id === to.id) throw new InvalidInput({ to: bad('moveSame') })
  if (from.issuer !== to.issuer) throw new InvalidInput({ to: bad('moveIssuer', { issuer: from.issuer }) })
  const [claim, other] = [from.settings.claims.subject, to.settings.claims.subject]
  if (claim !== other) throw new InvalidInput({ to: bad('moveClaim', { claim, other }) })
}

function nameOf({ name, slug }: SsoProvider): string {
  return name.en ?? name.de ?? slug
}
