import type { Random } from '../../core/random.ts'
import type { GrantStore } from './grant-types.ts'
import type {
  Awaitable,
  ClientDocuments,
  ClientStore,
  ConsentStore,
  ProofLedger,
  ProviderKeys,
  PushedRequestStore,
} from './types.ts'

/** What the host program hands in for one issuer; cheap enough to be made for each request. */
export interface ProviderHost {
  /** Absolute URL without a trailing slash. */
  readonly issuer: string
  readonly clients: ClientStore
  readonly grants: GrantStore
  readonly keys: ProviderKeys
  readonly consents: ConsentStore
  readonly pushedRequests: PushedRequestStore
  readonly proofs: ProofLedger
  readonly documents: ClientDocuments
  readonly random: Random
  /** The `sub` for clients of this sector, OpenID Connect Core 8.1. The same whenever it is asked. */
  pairwiseSubject(sectorIdentifier: string, subject: string): Awaitable<string>
  /** True when all clients of this issuer have to keep to the FAPI 2.0 Security Profile. */
  readonly isHighSecurity: boolean
  /** True when apps may register themselves. */
  readonly offersRegistration: boolean
}
