import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keySet } from '../../protocol/keys/key-set.ts'
import { discoveryDocument } from '../../protocol/provider/discovery.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import { allowAnyOrigin } from './cors.ts'
import { sendDocument } from './document.ts'
import { requireAccounts } from './endpoint-hooks.ts'
import type { OpenidProvider } from './types.ts'

const DISCOVERY_MAX_AGE_S = 600
const KEYS_MAX_AGE_S = 300

interface MetadataDeps {
  readonly provider: Pick<OpenidProvider, 'host' | 'keys'>
}

const options = { config: { answers: 'oauth', csrf: false } } as const

/** Discovery in both forms below the issuer, and the keys. Needs the organizer's scope. */
export function metadataRoutes(app: FastifyInstance, { provider }: MetadataDeps): void {
  requireAccounts(app)
  const { discovery, oauthDiscovery, keys } = ENDPOINTS
  allowAnyOrigin(app, { [discovery]: ['GET'], [oauthDiscovery]: ['GET'], [keys]: ['GET'] })
  for (const path of [discovery, oauthDiscovery]) app.get(path, options, sendDiscovery(provider))
  app.get(keys, options, async (request, reply) =>
    sendDocument(request, reply, keySet(await provider.keys.publicKeys(request.organizer.id)), KEYS_MAX_AGE_S),
  )
}

/**
 * Discovery where RFC 8414 3.1 puts it for an issuer with a path: between host and path. Needs the organizer's scope below
 * `/.well-known`.
 */
export function insertedMetadataRoutes(app: FastifyInstance, { provider }: MetadataDeps): void {
  requireAccounts(app)
  const [openid, oauth] = ['/openid-configuration/:organizer', '/oauth-authorization-server/:organizer'] as const
  allowAnyOrigin(app, { [openid]: ['GET'], [oauth]: ['GET'] })
  for (const path of [openid, oauth]) app.get(path, options, sendDiscovery(provider))
}

const documents = new WeakMap<ProviderHost, object>()

function sendDiscovery(provider: Pick<OpenidProvider, 'host'>) {
  return (request: FastifyRequest, reply: FastifyReply) => {
    const host = provider.host(request.organizer, request.site)
    const document = documents.get(host) ?? discoveryDocument(host)
    documents.set(host, document)
    return sendDocument(request, reply, document, DISCOVERY_MAX_AGE_S)
  }
}
