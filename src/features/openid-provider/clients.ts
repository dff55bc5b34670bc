import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ClientStore, ProviderClient } from '../../protocol/provider/types.ts'
import type { SsoClient, SsoClients } from '../sso-clients/index.ts'

const CACHE_SIZE = 10_000
const ACCESS_TOKEN_LIFETIME_S = 3600
const ID_TOKEN_LIFETIME_S = 3600

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

/** @param codeLifetimeS in seconds */
export function toProviderClient(client: SsoClient, codeLifetimeS: number): ProviderClient {
  return {
    id: client.id,
    clientId: client.clientId,
    name: client.name,
    isActive: client.isActive,
    clientType: client.clientType,
    tokenEndpointAuthMethod: client.authMethod === 'private_key_jwt' ? 'client_secret_basic' : client.authMethod,
    redirectUris: client.redirectUris,
    responseTypes: client.responseTypes,
    grantTypes: client.grantTypes,
    allowedScopes: client.allowedScopes,
    pkceRequired: client.requirePkce,
    secretHashes: client.secretHash === null ? [] : [client.secretHash],
    idTokenAlg: client.idTokenAlg,
    codeLifetimeS,
    accessTokenLifetimeS: ACCESS_TOKEN_LIFETIME_S,
    idTokenLifetimeS: ID_TOKEN_LIFETIME_S,
    consent: client.consent,
  }
}
