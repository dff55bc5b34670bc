import { InvalidInput, NotFound } from '../../../core/errors.ts'
import type { CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { AuditActor } from '../../audit/index.ts'
import { bad } from '../rules/reading.ts'
import { providerCustomerStore } from '../store/customers.ts'
import type { MovedCustomers, ReleaseIdentity, SsoProvider } from '../types.ts'
import type { Changes } from './changes.ts'

const BATCH = 200

/** What becomes of the customers of a provider that is to go. */
export function createCustomerMoves({ db }: Pick<Platform, 'db'>, changes: Changes) {
  const { change, existing, record, endAccess } = changes
  let release: ReleaseIdentity = (organizerId, id) => providerCustomerStore(db.q).removeIdentity(organizerId, id)

  return {
    useRelease(other: ReleaseIdentity): void {
      release = other
    },

    async releaseCustomers(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<number> {
      const provider = await existing(db.q, organizerId, id)
      let count = 0
      let last: CustomerIdentityId | null = null
      for (;;) {
        const identities = await providerCustomerStore(db.q).identities(organizerId, id, BATCH, last)
        for (const identity of identities) {
          await release(organizerId, identity, actor).catch(unlessGone)
          count++
        }
        last = identities.at(-1) ?? null
        if (last === null) break
      }
      if (count === 0) return 0
      await change(async (q) => {
        await endAccess(q, organizerId, id)
        await record(q, provider, { action: 'foyer.ssoprovider.customers.released', actor, detail: { count } })
      })
      return count
    },

    moveCustomers(
      organizerId: OrganizerId,
      from: SsoProviderId,
      to: SsoProviderId,
      actor: AuditActor,
    ): Promise<MovedCustomers> {
      return change(async (q) => {
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

function unlessGone(error: unknown): void {
  if (!(error instanceof NotFound)) throw error
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
