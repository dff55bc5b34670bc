import type { Message } from '../../core/errors.ts'
import type { CustomerIdentityId, OrganizerId, SsoProviderId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Connection } from '../../protocol/client/connection.ts'
import type { ClaimsFrom, ResponseMode, Trace } from '../../protocol/client/types.ts'
import type { AuditActor } from '../audit/index.ts'
import type { DescribedPart } from './rules/description-changes.ts'

export type LocalizedText = { readonly [K in Locale]?: string | undefined }

export type AuthMethod = 'auto' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'apple' | 'none'

/** Fields of an account that a provider can fill. */
export const SYNCED_FIELDS = ['email', 'name', 'phone', 'locale'] as const
export type SyncedField = (typeof SYNCED_FIELDS)[number]
/** `first`: only when the account is made or linked. `always`: at each login; then the field is the provider's own. */
export type SyncPolicy = 'first' | 'always' | 'never'
/**
 * `require`: the provider has to say that it verified the address. `trust`: its silence is enough, its "no" is not.
 * `verify`: we confirm the address by our own mail unless the provider did.
 */
export type EmailPolicy = 'require' | 'trust' | 'verify'

/**
 * What happens when an address has an account already. `prove`: its owner proves it, then both are linked. `link`: both are linked at
 * once. `refuse`: they log in as before, and can link both themselves.
 */
export type AddressInUse = 'prove' | 'link' | 'refuse'

/** Names of claims: a whole name, or a path such as `address.country` or `phones[0].value`. "" for none. */
export interface ClaimNames {
  readonly subject: string
  readonly email: string
  readonly emailVerified: string
  readonly phone: string
  readonly locale: string
  /** By part of the organizer's name scheme, e.g. `given_name`. */
  readonly name: Readonly<Record<string, string>>
}

/** What an organizer decides about a provider, apart from names and the connection itself. */
export interface ProviderSettings {
  readonly scope: string
  readonly responseMode: ResponseMode
  readonly authMethod: AuthMethod
  /** Only with `apple`. */
  readonly apple: { readonly teamId: string; readonly keyId: string }
  readonly claimsFrom: ClaimsFrom
  readonly claims: ClaimNames
  readonly authorizeParams: Readonly<Record<string, string>>
  readonly emailPolicy: EmailPolicy
  /** Its addresses are its people's: an account with the same verified address is linked without a question. */
  readonly isAuthoritative: boolean
  /** Whoever has an account already does not get into it with this provider before they linked both there. */
  readonly refusesInUse: boolean
  readonly sync: Readonly<Record<SyncedField, SyncPolicy>>
  /** A second factor there (`mfa` in `amr`) counts as one here. */
  readonly trustsSecondFactor: boolean
  /** New people get an account; otherwise only those who are linked come in. */
  readonly createsAccounts: boolean
  /** Where people change what the provider owns; "" for none. */
  readonly accountPage: string
  readonly logout: {
    /** A logout here ends the session there. */
    readonly rpInitiated: boolean
    /** Logout tokens from there end sessions here. */
    readonly backChannel: boolean
    /** A frame from there ends the session of this browser. */
    readonly frontChannel: boolean
  }
}

/** An identity system that customers log in with. Instants in ms. Holds no secret. */
export interface SsoProvider {
  readonly id: SsoProviderId
  readonly organizerId: OrganizerId
  /** Its part of the return address; never changes. */
  readonly slug: string
  readonly isActive: boolean
  readonly name: LocalizedText
  readonly buttonLabel: LocalizedText
  readonly preset: string
  readonly issuer: string
  readonly clientId: string
  readonly hasSecret: boolean
  /** The last four symbols of the secret. */
  readonly secretHint: string | null
  /** Without private part; null unless the method has a key. JWK set as JSON for `private_key_jwt`. */
  readonly publicKeys: { readonly keys: readonly object[] } | null
  readonly settings: ProviderSettings
  readonly iconHash: string | null
  readonly metadataAt: number | null
  readonly checkedAt: number | null
  /** What was wrong when discovery was tried last; null when nothing was. */
  readonly problem: Message | null
  /** Several scheduled checks in a row went wrong. */
  readonly isFailing: boolean
  readonly createdAt: number
  readonly modifiedAt: number
}

/** Settings with words that were not looked at yet. */
export interface TypedSettings {
  readonly scope?: string
  readonly responseMode?: string
  readonly authMethod?: string
  readonly claimsFrom?: string
  readonly emailPolicy?: string
  /** The same as `addressInUse`: `link` or `prove`. */
  readonly isAuthoritative?: boolean
  readonly addressInUse?: string
  readonly trustsSecondFactor?: boolean
  readonly createsAccounts?: boolean
  readonly accountPage?: string
  /** By name, or as the text `name=value&name=value`. */
  readonly authorizeParams?: Readonly<Record<string, string>> | string
  readonly claims?: Partial<ClaimNames>
  readonly sync?: Partial<Record<SyncedField, string>>
  readonly logout?: Partial<ProviderSettings['logout']>
  readonly apple?: Partial<ProviderSettings['apple']>
}

/**
 * As it was typed: texts that may be anything. What is left out keeps its value; at first it has what the preset knows, or its
 * default. What is wrong is named by the fields of `FIELDS` in `rules/fields.ts`.
 */
export interface SsoProviderInput {
  /** Only when the provider is made; without one it follows from the name. */
  readonly slug?: string
  readonly isActive?: boolean
  readonly name?: LocalizedText
  /** Without one it is "Log in with" and the name. */
  readonly buttonLabel?: LocalizedText
  /** Fills what is known of this kind of provider when it is made; later it only says what runs there. */
  readonly preset?: string
  readonly issuer?: string
  readonly clientId?: string
  /** Empty keeps the one that there is. */
  readonly clientSecret?: string
  /** Private key in PEM (`apple`) or as JWK; empty keeps the one that there is, or makes one for `private_key_jwt`. */
  readonly clientKey?: string
  readonly settings?: TypedSettings
  /** Another issuer or another claim as user ID is meant, although customers are known by those of today. */
  readonly newIdentities?: boolean
}

/** What became of customers that were moved. */
export interface MovedCustomers {
  readonly moved: number
  /** Left where they were: the other provider knows this person already. */
  readonly skipped: number
}

/** Who depends on a provider. */
export interface ProviderUsage {
  /** Accounts with an identity there. */
  readonly customers: number
  /** Those of them that have no password, no passkey and no other provider. */
  readonly onlyWay: number
  readonly loginsIn7Days: number
}

/** What is known of a provider's own description. Instants in ms. */
export interface ProviderDescription {
  /** When it was read last. */
  readonly readAt: number
  /** Names of its keys. */
  readonly keys: readonly string[]
  /** What was different when it changed last; null when it never did since the provider was saved. */
  readonly changed: { readonly at: number; readonly parts: readonly DescribedPart[] } | null
}

export type EndProviderAccess = (q: Database, organizerId: OrganizerId, id: SsoProviderId) => Promise<void>
export type AccessEnded = (organizerId: OrganizerId) => Promise<void>

/** Takes an identity off its account and says so in the history of the customer. @throws NotFound when it is gone already */
export type ReleaseIdentity = (organizerId: OrganizerId, id: CustomerIdentityId, actor: AuditActor) => Promise<void>

/** Every function that changes something writes the history in the same transaction. */
export interface SsoProviders {
  byId(organizerId: OrganizerId, id: SsoProviderId): Promise<SsoProvider | null>
  bySlug(organizerId: OrganizerId, slug: string): Promise<SsoProvider | null>
  /** In the order of their names, at most 50. */
  list(organizerId: OrganizerId): Promise<readonly SsoProvider[]>
  /** For login pages: from memory as long as nobody changes anything. */
  active(organizerId: OrganizerId): Promise<readonly SsoProvider[]>
  count(organizerId: OrganizerId): Promise<number>
  /** Reads discovery of the provider as it would be. At most 50 for an organizer. @throws InvalidInput with plain words by field */
  create(organizerId: OrganizerId, input: SsoProviderInput, actor: AuditActor): Promise<SsoProvider>
  /**
   * Discovery is read again. While the provider does not answer, only what discovery does not depend on can be changed, and the
   * problem is kept. Switching a provider off ends the sessions that it vouched for.
   * @throws InvalidInput, with `new_identities` when customers would be recognised no more and nobody said that this is meant; NotFound
   */
  update(
    organizerId: OrganizerId,
    id: SsoProviderId,
    changes: SsoProviderInput,
    actor: AuditActor,
  ): Promise<SsoProvider>
  /** @throws ProviderInUse with the count as long as accounts have an identity there; NotFound */
  remove(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<void>
  /**
   * Takes the customers of a provider to another one with the same issuer and the same claim as user ID.
   * @throws InvalidInput with `to` when it is another issuer or claim; NotFound
   */
  moveCustomers(
    organizerId: OrganizerId,
    from: SsoProviderId,
    to: SsoProviderId,
    actor: AuditActor,
  ): Promise<MovedCustomers>
  /** Takes the identities at a provider off their accounts, which stay; answers how many. @throws NotFound */
  releaseCustomers(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<number>
  /** PNG, JPEG or WebP of at most 128 KiB; null removes it. @throws InvalidInput, NotFound */
  setIcon(organizerId: OrganizerId, id: SsoProviderId, data: Uint8Array | null, actor: AuditActor): Promise<SsoProvider>
  icon(
    organizerId: OrganizerId,
    slug: string,
    sha256: string,
  ): Promise<{ readonly mediaType: string; readonly data: Uint8Array } | null>
  usage(organizerId: OrganizerId, id: SsoProviderId): Promise<ProviderUsage>
  /** The provider as it can be talked to; discovery and keys from memory or the database while they are fresh enough. @throws ProviderProblem */
  connection(provider: SsoProvider): Promise<Connection>
  /** Null when it was never read. */
  description(organizerId: OrganizerId, id: SsoProviderId): Promise<ProviderDescription | null>
  /** Reads discovery and keys again now and keeps what came of it; what went wrong is its `problem`. @throws NotFound */
  refresh(organizerId: OrganizerId, id: SsoProviderId): Promise<SsoProvider>
  /** The same, and each call is heard. Answers the connection as it was found, or why there is none. @throws NotFound */
  look(
    organizerId: OrganizerId,
    id: SsoProviderId,
    trace: Trace,
  ): Promise<{ readonly provider: SsoProvider; readonly connection: Connection | null; readonly error: unknown }>
  /** The same in the background, at most once a minute: an answer did not fit what is known. */
  refreshSoon(provider: Pick<SsoProvider, 'organizerId' | 'id'>): void
  /**
   * Reads discovery and keys of active providers again that are due. The history says when that failed twice in a row, and when it
   * works again. To be run every few minutes.
   */
  refreshDue(): Promise<number>
  /** Features that hold sessions of providers add themselves here at start. */
  onEndAccess(handler: EndProviderAccess): void
  /** The same, after the provider was switched off or deleted and that is committed. */
  onAccessEnded(handler: AccessEnded): void
  /** The feature of identities says here how one is taken off an account; otherwise its row is removed. */
  useRelease(release: ReleaseIdentity): void
}
