import type { Audit } from '../audit/index.ts'
import type { ClaimRules } from '../claim-rules/index.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { Customers } from '../customers/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'

export interface ProviderTestDeps {
  readonly customers: Pick<Customers, 'onErase'>
  readonly audit: Pick<Audit, 'record'>
  readonly providers: Pick<SsoProviders, 'look' | 'connection'>
  readonly identities: Pick<CustomerIdentities, 'map' | 'arrive'>
  readonly claimRules: Pick<ClaimRules, 'of' | 'forecast'>
}
