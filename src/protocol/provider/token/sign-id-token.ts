import { askedClaims, profileClaims } from '../claims.ts'
import type { RedeemedGrant } from '../grant-types.ts'
import { idTokenClaims } from '../id-token.ts'
import type { ProviderClient } from '../types.ts'
import type { TokenRequest } from './types.ts'

export interface IdTokenNeeds extends Pick<TokenRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly grant: RedeemedGrant
  readonly accessToken: string
}

/**
 * The ID token of the token endpoint: about the login; about the person only what was asked for by name, everything else is at
 * the userinfo endpoint. OpenID Connect Core 3.1.3.3, 5.4 and 5.5.
 */
export async function signIdToken(needs: IdTokenNeeds): Promise<{ idToken: string }> {
  const { host, now, client, grant, accessToken } = needs
  const { subject, sid, amr, authTime, nonce, claims: asked } = grant
  const names = asked ? askedClaims(asked.id_token, client.allowedScopes) : []
  const profile = names.length > 0 ? profileClaims(await host.grants.profile(grant.accountId), [], names) : {}
  const signer = await host.keys.signer(client.idTokenAlg)
  const login = { subject, sid, amr, authTime, nonce, asked }
  const { issuer } = host
  const claims = idTokenClaims({ ...login, issuer, client, alg: signer.alg, now, code: null, accessToken, profile })
  return { idToken: await signer.sign(claims) }
}
