import type { SsoProvider, SsoProviders, SyncedField } from '../sso-providers/index.ts'
import type { CustomerIdentity } from './types.ts'

/**
 * The fields that providers decide now: those that an active provider sent at the last login, as long as it is to write them always. Of
 * several providers that one counts where the person logged in last.
 */
export async function ownersOf(
  ssoProviders: Pick<SsoProviders, 'active'>,
  organizerId: CustomerIdentity['organizerId'],
  identities: readonly CustomerIdentity[],
): Promise<ReadonlyMap<SyncedField, SsoProvider>> {
  const owners = new Map<SyncedField, SsoProvider>()
  if (identities.every(({ ownedFields }) => ownedFields.length === 0)) return owners
  const active = await ssoProviders.active(organizerId)
  for (const identity of identities.toSorted((a, b) => usedAt(a) - usedAt(b))) {
    const provider = active.find(({ id }) => id === identity.providerId)
    if (!provider) continue
    for (const field of identity.ownedFields) {
      if (provider.settings.sync[field] === 'always') owners.set(field, provider)
    }
  }
  return owners
}

function usedAt({ lastLoginAt, createdAt }: CustomerIdentity): number {
  return lastLoginAt ?? createdAt
}
