import { SECOND } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { ClientDocuments } from '../../protocol/provider/types.ts'
import { createFetchedKeys } from './fetched-keys.ts'

const MAX_REQUEST_OBJECT_BYTES = 64 * 1024
const TIMEOUT_MS = 5 * SECOND

/**
 * Keys and request objects behind the addresses that clients registered. What a client is told never says why a call failed: that
 * would tell what is inside the network. The hint for staff does.
 */
export function createClientDocuments(platform: Pick<Platform, 'outgoing' | 'clock'>): ClientDocuments {
  const fetched = createFetchedKeys(platform)

  async function fetchKeys(uri: string, fresh: boolean) {
    try {
      return await fetched.get(uri, fresh)
    } catch (error) {
      throw new OAuthError('invalid_client', 'the jwks_uri of the client does not answer with public keys', {
        hint: { rule: 'client_keys_unavailable', expected: uri, sent: reasonOf(error) },
      })
    }
  }

  return {
    keys(client, fresh) {
      if (client.jwks) return client.jwks.keys
      return client.jwksUri === null ? [] : fetchKeys(client.jwksUri, fresh)
    },

    async requestObject(uri) {
      const refused = (sent: string) =>
        new OAuthError('invalid_request_uri', 'request_uri does not answer with a request object', {
          hint: { rule: 'request_uri_unavailable', expected: uri, sent },
        })
      const headers = { accept: 'application/oauth-authz-req+jwt, application/jwt, */*;q=0.1' }
      const answer = await platform.outgoing
        .fetch(uri, { headers, maxBytes: MAX_REQUEST_OBJECT_BYTES, timeoutMs: TIMEOUT_MS })
        .catch((error: unknown) => {
          throw refused(reasonOf(error))
        })
      if (answer.status !== 200) throw refused(`status ${answer.status}`)
      return answer.text().trim()
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
