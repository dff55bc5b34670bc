import { idTokenClaims } from '../id-token.ts'
import type { ProviderClient, RedeemedGrant } from '../types.ts'
import type { TokenRequest } from './types.ts'

/** The ID token of the code flow: about the login, without claims about the person. OpenID Connect Core 3.1.3.3. */
export async function signIdToken({
  host,
  now,
  client,
  grant,
  accessToken,
}: Pick<TokenRequest, 'host' | 'now'> & {
  client: ProviderClient
  grant: RedeemedGrant
  accessToken: string
}): Promise<{ idToken: string }> {
  const { subject, sid, amr, authTime, nonce } = grant
  const signer = await host.keys.signer(client.idTokenAlg)
  const claims = idTokenClaims({ issuer: host.issuer, client, subject, sid, amr, authTime, now, nonce, accessToken })
  return { idToken: await signer.sign(claims) }
}
