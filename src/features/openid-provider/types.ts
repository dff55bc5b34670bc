import type { FastifyRequest } from 'fastify'
import type { OrganizerId } from '../../core/ids.ts'
import type { Site } from '../../platform/http/site.ts'
import type { PublicJwk, Signer, SigningAlg } from '../../protocol/keys/types.ts'
import type { ProviderHost } from '../../protocol/provider/types.ts'
import type { AuditActor } from '../audit/index.ts'

/** A key that signs or signed ID tokens of an organizer. Instants in ms. */
export interface SigningKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string
  readonly alg: SigningAlg
  /** current: signs. previous: published so that older tokens can be checked. */
  readonly state: 'next' | 'current' | 'previous'
  readonly createdAt: number
  readonly stateChangedAt: number
}

export interface StoredKey extends SigningKey {
  readonly publicJwk: PublicJwk
  /** Encrypted; empty for former keys. */
  readonly sealedPrivateJwk: string
}

/** The signing keys of organizers: the first is made when it is first needed. */
export interface SigningKeys {
  /** The signer of the current key of this algorithm. */
  signer(organizerId: OrganizerId, alg: SigningAlg): Promise<Signer>
  /** All published keys. There is always one for RS256, which every client understands. */
  publicKeys(organizerId: OrganizerId): Promise<readonly PublicJwk[]>
  list(organizerId: OrganizerId): Promise<readonly SigningKey[]>
  /** Signs with a new key from now on; the former one stays published. */
  rotate(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor): Promise<SigningKey>
}

/** The app that a person logs in for, as the login page names it. */
export interface NextApp {
  readonly name: string
  /** Where the person goes afterwards: a host, or the scheme of an app on the device. */
  readonly host: string
  /** For `allowFormTargets`: the login form is answered with a redirect that ends there. */
  readonly formTargets: readonly string[]
}

export interface OpenidProvider {
  /** What the protocol needs to answer for one organizer at the address through which it was reached. */
  host(organizerId: OrganizerId, site: Site): ProviderHost
  readonly keys: SigningKeys
  /** Which registered app the path `next` leads back to; null when it leads to none of this organizer. */
  describeNext(request: FastifyRequest, next: string): Promise<NextApp | null>
  /** Removes codes, tokens and keys that ended long ago; answers how many. To be run every few hours. */
  cleanUp(): Promise<number>
}
