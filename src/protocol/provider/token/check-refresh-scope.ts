import { OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { RefreshAttempt, TokenRequest } from './types.ts'

/**
 * A refresh asks for no more than was granted, RFC 6749 6. Looked at before the token is used up, so that a client that
 * asks for too much keeps it. Who asks for less gets what was granted, and `scope` in the answer says so (RFC 6749 3.3).
 * Answers at once when no scope was sent.
 */
export function checkRefreshScope(
  attempt: RefreshAttempt & Pick<TokenRequest, 'params'>,
): Promise<undefined> | undefined {
  const sent = parameter(attempt.params, 'scope')
  return sent === null ? undefined : compare(attempt, sent)
}

async function compare({ host, client, refreshTokenHash, now }: RefreshAttempt, sent: string): Promise<undefined> {
  const grant = await host.grants.findByRefreshToken(refreshTokenHash, now)
  if (!grant || grant.client !== client.id) return
  const granted = grant.scope.split(' ')
  const excess = sent.split(' ').filter((word) => word !== '' && !granted.includes(word))
  if (excess.length === 0) return
  throw new OAuthError('invalid_scope', `scope has more than was granted: ${excess.join(' ')}`, {
    hint: { rule: 'refresh_scope_wider', expected: grant.scope, sent },
  })
}
