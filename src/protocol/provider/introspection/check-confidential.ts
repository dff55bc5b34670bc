import { OAuthError } from '../errors.ts'
import type { ProviderClient } from '../types.ts'

/** Only who can prove itself may ask about tokens, so that nobody tries out guesses. RFC 7662 2.1 and 4. */
export function checkConfidential({ client }: { client: ProviderClient }): void {
  if (client.clientType === 'confidential') return
  throw new OAuthError('unauthorized_client', 'Public clients may not ask about tokens', {
    status: 403,
    hint: { rule: 'introspection_public', expected: 'confidential', sent: client.clientType },
  })
}
