import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ClientStore, ProviderClient } from '../../protocol/provider/types.ts'
import type { SsoClient, SsoClients } from '../sso-clients/index.ts'

const CACHE_SIZE = 10_000

/** The clients of all organizers, answered from memory until the configuration changes. */
export interface ClientCache {
  of(organizerId: OrganizerId): ClientStore
}

export function createClientCache(platform: Platform, ssoClients: SsoClients): ClientCache {
  const { configWatch, config } = platform
  const provide = (client: SsoClient | null) => client && toProviderClient(client, config.codeLifetimeS)
  const cache = (find: (organizerId: OrganizerId, id: string) => Promise<SsoClient | null>) =>
    createVersionedCache<string, ProviderClient | null>({
      watch: configWatch,
      maxEntries: CACHE_SIZE,
      async load(key) {
        const end = key.indexOf(' ')
        return provide(await find(key.slice(0, end) as OrganizerId, key.slice(end + 1)))
      },
    })
  const byClientId = cache(ssoClients.byClientId)
  const byKey = cache((organizerId, id) => ssoClients.byId(organizerId, id as SsoClientId))

  return {
    of: (organizerId) => ({
      findByClientId: (clientId) => byClientId.get(`${organizerId} ${clientId}`),
      findByKey: (key) => byKey.get(`${organizerId} ${key}`),
    }),
  }
}

/** OpenID Connect Core 8.1: the host of the sector's document, or of the redirect URIs, which have one host then. */
function sectorOf({ sectorIdentifierUri, redirectUris }: SsoClient): string {
  return URL.parse(sectorIdentifierUri ?? redirectUris[0] ?? '')?.hostname ?? ''
}

/** @param codeLifetimeS in seconds */
export function toProviderClient(client: SsoClient, codeLifetimeS: number): ProviderClient {
  return {
    id: client.id,
    clientId: client.clientId,
    name: client.name,
    logoHash: client.logoHash,
    clientUri: client.clientUri,
    policyUri: client.policyUri,
    tosUri: client.tosUri,
    isActive: client.isActive,
    clientType: client.clientType,
    tokenEndpointAuthMethod: client.authMethod,
    redirectUris: client.redirectUris,
    responseTypes: client.responseTypes,
    grantTypes: client.grantTypes,
    allowedScopes: client.allowedScopes,
    pkceRequired: client.requirePkce,
    secretHashes: client.secretHash === null ? [] : [client.secretHash],
    formerSecret: client.formerSecret,
    jwks: client.jwks,
    jwksUri: client.jwksUri,
    tokenEndpointAuthSigningAlg: client.tokenEndpointAuthSigningAlg,
    idTokenAlg: client.idTokenAlg,
    userinfoAlg: client.userinfoSigningAlg,
    subjectType: client.subjectType,
    sectorIdentifier: client.subjectType === 'pairwise' ? sectorOf(client) : null,
    codeLifetimeS,
    accessTokenLifetimeS: client.accessTokenLifetimeS,
    idTokenLifetimeS: client.idTokenLifetimeS,
    refreshIdleLifetimeS: client.refreshIdleLifetimeS,
    refreshAbsoluteLifetimeS: client.refreshAbsoluteLifetimeS,
    consent: client.consent,
    isFirstParty: client.isFirstParty,
    defaultMaxAgeS: client.defaultMaxAgeS,
    requestUris: client.requestUris,
    requestObjectAlg: client.requestObjectSigningAlg,
    requiresRequestObject: client.requireSignedRequestObject,
    requiresPushedRequests: client.requirePushedAuthorizationRequests,
    requiresDpop: client.dpopBoundAccessTokens,
    isHighSecurity: client.isHighSecurity,
    postLogoutRedirectUris: client.postLogoutRedirectUris,
    backchannelLogoutUri: client.backchannelLogoutUri,
    backchannelLogoutSessionRequired: client.backchannelLogoutSessionRequired,
    frontchannelLogoutUri: client.frontchannelLogoutUri,
    frontchannelLogoutSessionRequired: client.frontchannelLogoutSessionRequired,
  }
}
