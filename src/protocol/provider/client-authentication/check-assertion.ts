import { CLIENT_JWT_ALGS, HIGH_SECURITY_ALGS, verifyClientJwt } from '../client-jwt.ts'
import type { RefusalHint } from '../errors.ts'
import { isHighSecurity } from '../high-security.ts'
import type { ProviderClient } from '../types.ts'
import { type AssertionProblem, assertionProblem } from './assertion-claims.ts'
import { invalidClient } from './invalid-client.ts'
import type { ClientRequest } from './types.ts'

export interface AssertionFacts extends Pick<ClientRequest, 'host' | 'url' | 'now'> {
  readonly client: ProviderClient
  readonly assertion: string
}

/**
 * A client assertion is signed with a key of the client, in an algorithm that it is registered for, made for this provider,
 * and good once. OpenID Connect Core 9, RFC 7523 3.
 * @throws OAuthError `invalid_client`
 */
export async function checkAssertion({ host, url, now, client, assertion }: AssertionFacts): Promise<void> {
  const isStrict = isHighSecurity(host, client)
  const good: readonly string[] = isStrict ? HIGH_SECURITY_ALGS : CLIENT_JWT_ALGS
  const only = client.tokenEndpointAuthSigningAlg
  const algs = only === null ? good : good.filter((alg) => alg === only)
  const refuse = (why: string, hint: RefusalHint) =>
    invalidClient(host.issuer, `client_assertion ${why}`, 'credentials', hint)

  const { header, payload } = await verifyClientJwt(host, client, assertion, {
    algs,
    refuse: (why) => refuse(why, { rule: 'client_assertion_signature', expected: algs.join(', ') }),
  })
  const facts = { clientId: client.clientId, issuer: host.issuer, url, isStrict, now }
  const problem: AssertionProblem | null = assertionProblem(header, payload, facts)
  if (problem) throw refuse(problem.why, problem.hint)
  const isFirst = await host.proofs.useOnce(`client assertion ${client.id} ${payload.jti}`, Number(payload.exp) * 1000)
  if (!isFirst) throw refuse('was used before: each one has a jti of its own', { rule: 'client_assertion_replayed' })
}
