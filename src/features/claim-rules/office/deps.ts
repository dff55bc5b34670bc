import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Claims } from '../../../protocol/client/claims.ts'
import type { Memberships } from '../../memberships/index.ts'
import type { SsoProviders } from '../../sso-providers/index.ts'
import type { ClaimRules } from '../types.ts'

export interface OfficeRulesDeps {
  readonly claimRules: ClaimRules
  readonly memberships: Pick<Memberships, 'types'>
  readonly ssoProviders: Pick<SsoProviders, 'byId'>
  /** What the provider sent last, whatever came of that login; null when nothing is known. */
  readonly lastClaims: (organizerId: OrganizerId, providerId: SsoProviderId) => Promise<Claims | null>
}
