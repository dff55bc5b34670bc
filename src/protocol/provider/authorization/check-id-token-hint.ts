import { readOwnIdToken } from '../../keys/verify-id-token.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

const NO_HINT = { hintedSubject: null }

/**
 * `id_token_hint` must be an ID token that this issuer gave this client, expired or not. Its subject is the one that this
 * client knows. OpenID Connect Core 3.1.2.1.
 */
export function checkIdTokenHint({
  params,
  host,
  client,
}: Pick<AuthorizationRequest, 'params' | 'host'> & { client: ProviderClient }):
  | { hintedSubject: string | null }
  | Promise<{ hintedSubject: string | null }> {
  const hint = parameter(params, 'id_token_hint')
  return hint === null ? NO_HINT : readHint(hint, host, client)
}

async function readHint(
  hint: string,
  host: AuthorizationRequest['host'],
  client: ProviderClient,
): Promise<{ hintedSubject: string }> {
  const token = await readOwnIdToken(hint, host.issuer, await host.keys.publicKeys())
  if (!token?.audience.includes(client.clientId)) {
    const facts = { expected: `an ID token of ${host.issuer} for ${client.clientId}`, sent: token?.audience.join(', ') }
    const description = 'id_token_hint is not an ID token issued to this client'
    throw refusal('invalid_request', description, 'id_token_hint', facts)
  }
  return { hintedSubject: token.subject }
}
