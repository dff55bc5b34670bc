import type { Message } from '../../core/errors.ts'
import type { OrganizerId, SsoProviderId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Connection } from '../../protocol/client/connection.ts'
import type { ClaimsFrom, ResponseMode } from '../../protocol/client/types.ts'
import type { AuditActor } from '../audit/index.ts'

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
  readonly createdAt: number
  readonly modifiedAt: number
}

/** As it was typed; what is left out keeps its value, or its default. */
export interface SsoProviderInput {
  readonly slug?: string
  readonly isActive?: boolean
  readonly name?: LocalizedText
  readonly buttonLabel?: LocalizedText
  readonly preset?: string
  readonly issuer?: string
  readonly clientId?: string
  /** Empty keeps the one that there is. */
  readonly clientSecret?: string
  /** Private key in PEM (`apple`) or as JWK; empty keeps the one that there is, or makes one for `private_key_jwt`. */
  readonly clientKey?: string
  readonly settings?: Partial<Omit<ProviderSettings, 'claims' | 'sync' | 'logout' | 'apple'>> & {
    readonly claims?: Partial<ClaimNames>
    readonly sync?: Partial<Record<SyncedField, SyncPolicy>>
    readonly logout?: Partial<ProviderSettings['logout']>
    readonly apple?: Partial<ProviderSettings['apple']>
  }
}

/** Who depends on a provider. */
export interface ProviderUsage {
  /** Accounts with an identity there. */
  readonly customers: number
  /** Those of them that have no password, no passkey and no other provider. */
  readonly onlyWay: number
  readonly loginsIn7Days: number
}

export type EndProviderAccess = (q: Database, organizerId: OrganizerId, id: SsoProviderId) => Promise<void>

/** Every function that changes something writes the history in the same transaction. */
export interface SsoProviders {
  byId(organizerId: OrganizerId, id: SsoProviderId): Promise<SsoProvider | null>
  bySlug(organizerId: OrganizerId, slug: string): Promise<SsoProvider | null>
  /** In the order of their names, at most 50. */
  list(organizerId: OrganizerId): Promise<readonly SsoProvider[]>
  /** For login pages: from memory as long as nobody changes anything. */
  active(organizerId: OrganizerId): Promise<readonly SsoProvider[]>
  count(organizerId: OrganizerId): Promise<number>
  /** The address to register at the provider: `<site>/account/login/<slug>/return`. */
  /** Reads discovery of the provider as it would be. @throws InvalidInput with plain words by field */
  create(organizerId: OrganizerId, input: SsoProviderInput, actor: AuditActor): Promise<SsoProvider>
  /** Switching a provider off ends the sessions that it vouched for. @throws InvalidInput, NotFound */
  update(
    organizerId: OrganizerId,
    id: SsoProviderId,
    changes: SsoProviderInput,
    actor: AuditActor,
  ): Promise<SsoProvider>
  /** @throws ProviderInUse with the count as long as accounts have an identity there; NotFound */
  remove(organizerId: OrganizerId, id: SsoProviderId, actor: AuditActor): Promise<void>
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
  /** Tries discovery again now and keeps what came of it. */
  refresh(organizerId: OrganizerId, id: SsoProviderId): Promise<SsoProvider>
  /** Reads discovery and keys of active providers again that are due. To be run every few minutes. */
  refreshDue(): Promise<number>
  /** Features that hold sessions of providers add themselves here at start. */
  onEndAccess(handler: EndProviderAccess): void
}
