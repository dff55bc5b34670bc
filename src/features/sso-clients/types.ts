import type { Kysely } from 'kysely'
import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { SigningAlg } from '../../protocol/keys/types.ts'
import type { ClientAuthMethod, ConsentPolicy, GrantType, ResponseType, Scope } from '../../protocol/provider/types.ts'
import type { AuditActor } from '../audit/index.ts'
import type { ClientLogo } from './logo.ts'
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

/** Options with words that were not looked at yet. */
export type TypedOptions = Omit<SsoClientOptions, 'subjectType' | 'userinfoSigningAlg'> & {
  readonly subjectType: string
  readonly userinfoSigningAlg: string | null
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
  /** The logo is none of them: `setLogo`. */
  readonly options?: Partial<TypedOptions>
  /** Public keys as a text in JSON; counts instead of `options.jwks`. */
  readonly jwksText?: string
  /** Only for what manages registrations: SHA-256 of the secret of a client that registered itself. */
  readonly registrationTokenHash?: string | null
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

/** What an app holds of people at this moment. */
export interface ClientAccess {
  /** Whom it holds a consent or a token of. */
  readonly people: number
  readonly consents: number
  /** Logins of which a token can still be used. */
  readonly logins: number
}

/** What happens in the same transaction when a client is switched off. */
export type EndClientAccess = (q: Kysely<Schema>, organizerId: OrganizerId, id: SsoClientId) => Promise<void>

/** The apps of organizers. Every function that changes something writes the history in the same transaction. */
export interface SsoClients {
  byId(organizerId: OrganizerId, id: SsoClientId): Promise<SsoClient | null>
  byClientId(organizerId: OrganizerId, clientId: string): Promise<SsoClient | null>
  list(organizerId: OrganizerId, query: SsoClientQuery): Promise<SsoClientPage>
  count(organizerId: OrganizerId): Promise<number>
  /**
   * The document of a sector is fetched and compared when one is named.
   * @throws InvalidInput
   */
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
   * The old secret ends at once, or counts beside the new one for `overlapS` seconds, at most seven days. One that was ending
   * already ends at once. Of several at the same time each follows the one before it.
   * @throws InvalidInput for a client that has no secret, and for an overlap that is too long
   * @throws NotFound
   */
  regenerateSecret(
    organizerId: OrganizerId,
    id: SsoClientId,
    actor: AuditActor,
    options?: { readonly overlapS?: number },
  ): Promise<ClientWithSecret>
  /** Ends the secret before the present one now; nothing happens when there is none. @throws NotFound */
  endFormerSecret(organizerId: OrganizerId, id: SsoClientId, actor: AuditActor): Promise<SsoClient>
  /** PNG, JPEG or WebP of at most 512 KiB. @throws InvalidInput @throws NotFound */
  setLogo(organizerId: OrganizerId, id: SsoClientId, data: Uint8Array, actor: AuditActor): Promise<SsoClient>
  /** @throws NotFound */
  removeLogo(organizerId: OrganizerId, id: SsoClientId, actor: AuditActor): Promise<SsoClient>
  /** The logo with this SHA-256 (hex); null when it was replaced. */
  logo(organizerId: OrganizerId, clientId: string, sha256: string): Promise<ClientLogo | null>
  /** What would end if the client were switched off now. */
  accessOf(organizerId: OrganizerId, id: SsoClientId): Promise<ClientAccess>
  /** Its codes and tokens go with it. @throws NotFound */
  remove(organizerId: OrganizerId, id: SsoClientId, actor: AuditActor): Promise<void>
  /** Features that hold codes or tokens of clients add themselves here at start. */
  onEndAccess(handler: EndClientAccess): void
}
