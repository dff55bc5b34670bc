import type { OrganizerId } from '../../core/ids.ts'
import type { PublicJwk, Signer, SigningAlg } from '../../protocol/keys/types.ts'
import type { AuditActor } from '../audit/index.ts'

/** A key that signs, signed or will sign tokens of an organizer. Instants in ms. */
export interface SigningKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string
  readonly alg: SigningAlg
  /** next: published ahead, does not sign yet. current: signs. previous: published so that older tokens can be checked. */
  readonly state: 'next' | 'current' | 'previous'
  readonly createdAt: number
  readonly stateChangedAt: number
  /** When it began to sign; of a next key when it will. */
  readonly signsFrom: number
  /** next: when it is to sign. current: when its successor is to be announced, null once it is. previous: when it is removed. */
  readonly dueAt: number | null
}

export interface StoredKey extends SigningKey {
  readonly publicJwk: PublicJwk
  /** Encrypted; empty for former keys. */
  readonly sealedPrivateJwk: string
}

/** How many keys one look at what is due changed. */
export interface KeyTurns {
  readonly announced: number
  readonly rotated: number
}

/** The signing keys of organizers: the first is made when it is first needed. */
export interface SigningKeys {
  /** The signer of the current key of this algorithm. */
  signer(organizerId: OrganizerId, alg: SigningAlg): Promise<Signer>
  /**
   * All published keys, the same array until one changes. There is always one for RS256, which every client understands, and one for each
   * algorithm that apps ask for, so that it is known before it signs.
   */
  publicKeys(organizerId: OrganizerId): Promise<readonly PublicJwk[]>
  /** Current keys first, then the others, newest first. */
  list(organizerId: OrganizerId): Promise<readonly SigningKey[]>
  /** What active apps ask for. */
  algsInUse(organizerId: OrganizerId): Promise<ReadonlySet<SigningAlg>>
  /**
   * Signs with the next key from now on, or with a new one when none waits; the former one stays published. Of many calls at the
   * same time one does it; all answer with the key that signs afterwards.
   * @param from `kid` of the key to be replaced: nothing happens when another one signs by now
   */
  rotate(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor, from?: string): Promise<SigningKey>
  /** Publishes the key that will sign next, a day ahead; answers the waiting one if there is one. */
  announce(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor): Promise<SigningKey>
  /** Announces and replaces what is due, for all organizers, a bounded number at a time. To be run every hour. */
  rotateDue(): Promise<KeyTurns>
}
