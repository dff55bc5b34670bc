import { importPKCS8, SignJWT } from 'jose'
import * as openid from 'openid-client'
import { importClientKey } from './client-key.ts'
import { ProviderProblem } from './errors.ts'
import type { ClientProof, ClientSettings } from './types.ts'

/** How long a secret for Apple is good, in seconds; it is made for one call. */
const APPLE_SECRET_S = 300
const APPLE_AUDIENCE = 'https://appleid.apple.com'

/**
 * How this client proves itself at the token endpoint, OpenID Connect Core 9.
 * @param listed the methods that the provider lists
 * @throws ProviderProblem when a key cannot be used
 */
export async function clientAuthOf(
  { clientId, proof }: ClientSettings,
  listed: readonly string[] | undefined,
): Promise<openid.ClientAuth> {
  switch (proof.method) {
    case 'auto':
      return isPostOnly(listed) ? openid.ClientSecretPost(proof.secret) : openid.ClientSecretBasic(proof.secret)
    case 'client_secret_basic':
      return openid.ClientSecretBasic(proof.secret)
    case 'client_secret_post':
      return openid.ClientSecretPost(proof.secret)
    case 'private_key_jwt':
      return openid.PrivateKeyJwt(await usable(importClientKey(proof.key)))
    case 'apple':
      return appleAuth(clientId, proof)
    case 'none':
      return openid.None()
  }
}

function isPostOnly(listed: readonly string[] | undefined): boolean {
  return listed?.includes('client_secret_post') === true && !listed.includes('client_secret_basic')
}

/** A secret that is a token signed with the key of the team, sent as `client_secret_post`. */
async function appleAuth(
  clientId: string,
  { key, keyId, teamId }: Extract<ClientProof, { method: 'apple' }>,
): Promise<openid.ClientAuth> {
  const privateKey = await usable(importPKCS8(key, 'ES256'))
  return async (_server, _client, body) => {
    const secret = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(APPLE_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${APPLE_SECRET_S}s`)
      .sign(privateKey)
    body.set('client_id', clientId)
    body.set('client_secret', secret)
  }
}

async function usable<T>(key: Promise<T>): Promise<T> {
  try {
    return await key
  } catch (cause) {
    throw new ProviderProblem('option_missing', { detail: { option: 'client_key' }, cause })
  }
}
