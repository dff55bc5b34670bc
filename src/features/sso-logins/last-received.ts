import type { CustomerId, OrganizerId, SsoProviderId } from '../../core/ids.ts'
import { type Claims, textClaim } from '../../protocol/client/claims.ts'
import type { SsoLoginRecord, SsoLogins } from './types.ts'

interface Deps {
  readonly ssoLogins: Pick<SsoLogins, 'lastClaims'>
  readonly customers: {
    byId(organizerId: OrganizerId, id: CustomerId): Promise<{ readonly identifier: string } | null>
  }
}

/** What a provider sent last, and who that was: what mappings and rules are previewed with. `at` in ms. */
export interface LastReceived {
  readonly claims: Claims
  readonly at: number
  readonly who: string
  /** The customer ID; null for somebody who has no account. */
  readonly customer: string | null
}

export function lastReceived({ ssoLogins, customers }: Deps) {
  return async (organizerId: OrganizerId, providerId: SsoProviderId): Promise<LastReceived | null> => {
    const login = await ssoLogins.lastClaims(organizerId, providerId)
    if (!login?.claims) return null
    const customer = login.customerId && (await customers.byId(organizerId, login.customerId))
    return {
      claims: login.claims,
      at: login.at,
      who: nameOf(login) ?? '',
      customer: customer ? customer.identifier : null,
    }
  }
}

/** How a person is called, as far as the provider said it; null for nobody. */
export function nameOf({ person, claims }: Pick<SsoLoginRecord, 'person' | 'claims'>): string | null {
  if (person === null) return null
  const said = ['name', 'email', 'preferred_username'].map((claim) => textClaim(claims ?? {}, claim))
  return said.find((text) => text !== undefined) ?? person.subject
}
