import type { Kysely } from 'kysely'
import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { SigningAlg } from '../../protocol/keys/types.ts'
import type { ClientAuthMethod, ConsentPolicy, GrantType, ResponseType, Scope } from '../../protocol/provider/types.ts'
import type { AuditActor } from '../audit/index.ts'
import type { SsoClientOptions } from './options.ts'

export type ClientType = 'confidential' | 'public'
/** How the app proves itself at the token endpoint. */
export type AuthMethod = ClientAuthMethod
export type Consent = ConsentPolicy

/** What can be set about an app that signs its people in with an organizer's customer accounts. */
export interface SsoClientSettings extends SsoClientOptions {
  readonly name: string
  readonly isActive: boolean
  readonly clientType: ClientType
  readonly authMethod: AuthMethod
  readonly responseTypes: readonly ResponseType[]
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly allowedScopes: readonly Scope[]
  readonly requirePkce: boolean
  readonly consent: Consent
  readonly idTokenAlg: SigningAlg
  readonly backchannelLogoutUri: string | null
  readonly frontchannelLogoutUri: string | null
}

/** A registered app. Instants in ms. */
export interface SsoClient extends SsoClientSettings {
  readonly id: SsoClientId
  readonly organizerId: OrganizerId
  /** The OAuth `client_id`; never changes. */
  readonly clientId: string
  /** Follows from the response types. */
  readonly grantTypes: readonly GrantType[]
  /** SHA-256 of the secret; null without one. Never shown. */
  readonly secretHash: string | null
  readonly secretCreatedAt: number | null
  /** The secret before the present one, as long as both count. */
  readonly formerSecret: { readonly hash: string; readonly expiresAt: number } | null
  /** SHA-256 of what manages the registration of a client that registered itself; null for all others. */
  readonly registrationTokenHash: string | null
  readonly createdAt: number
  readonly modifiedAt: number
}

/** As it was typed: texts that may be anything. What is left out keeps its default, or its value in a change. */
export interface SsoClientInput {
  readonly name?: string
  readonly isActive?: boolean
  readonly clientType?: string
  readonly authMethod?: string
  readonly responseTypes?: readonly string[]
  /** Empty lines are ignored. */
  readonly redirectUris?: readonly string[]
  readonly postLogoutRedirectUris?: readonly string[]
  readonly allowedScopes?: readonly string[]
  readonly requirePkce?: boolean
  readonly consent?: string
  readonly idTokenAlg?: string
  readonly backchannelLogoutUri?: string | null
  readonly frontchannelLogoutUri?: string | null
  readonly options?: Partial<SsoClientOptions>
}

export interface SsoClientQuery {
  /** 1 to 250. */
  readonly limit: number
  /** Cursor of a neighbouring page; opaque, and ignored when it is none. */
  readonly cursor?: string | undefined
}

/** In the order of their names. */
export interface SsoClientPage {
  readonly clients: readonly SsoClient[]
  /** Cursors of the neighbouring pages, null at the ends. */
  readonly before: string | null
  readonly after: string | null
}

/** A client, and its secret when this very act made one: the only moment at which it is known. */
export interface ClientWithSecret {
  readonly client: SsoClient
  readonly secret: string | null
}

/** What happens in the same transaction when a client is switched off. */
export type EndClientAccess = (q: Kysely<Schema>, organizerId: OrganizerId, id: SsoClientId) => Promise<void>

/** The apps of organizers. Every function that changes something writes the history in the same transaction. */
export interface SsoClients {
  byId(organizerId: OrganizerId, id: SsoClientId): Promise<SsoClient | null>
  byClientId(organizerId: OrganizerId, clientId: string): Promise<SsoClient | null>
  list(organizerId: OrganizerId, query: SsoClientQuery): Promise<SsoClientPage>
  count(organizerId: OrganizerId): Promise<number>
  /** @throws InvalidInput */
  create(organizerId: OrganizerId, input: SsoClientInput, actor: AuditActor): Promise<ClientWithSecret>
  /**
   * Switching a client off ends its codes and tokens at once. One that becomes confidential gets a secret.
   * @throws InvalidInput
   * @throws NotFound
   */
  update(
    organizerId: OrganizerId,
    id: SsoClientId,
    changes: SsoClientInput,
    actor: AuditActor,
  ): Promise<ClientWithSecret>
  /**
   * The old secret ends at once.
   * @throws InvalidInput for a client that has no secret
   * @throws NotFound
   */
  regenerateSecret(organizerId: OrganizerId, id: SsoClientId, actor: AuditActor): Promise<ClientWithSecret>
  /** Its codes and tokens go with it. @throws NotFound */
  remove(organizerId: OrganizerId, id: SsoClientId, actor: AuditActor): Promise<void>
  /** Features that hold codes or tokens of clients add themselves here at start. */
  onEndAccess(handler: EndClientAccess): void
}
