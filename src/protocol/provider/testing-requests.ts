import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { hashSecret, randomSecret, systemRandom } from '../../core/random.ts'
import { ASSERTION_TYPE, type ClientRequest } from './client-authentication/types.ts'
import { ENDPOINTS } from './endpoints.ts'
import type { ProviderHost } from './provider-host.ts'
import { basicHeader, CLIENT_SECRET, ISSUER, NOW } from './testing.ts'

export const ENDPOINT_URL = {
  token: ISSUER + ENDPOINTS.token,
  userinfo: ISSUER + ENDPOINTS.userinfo,
  pushedAuthorization: ISSUER + ENDPOINTS.pushedAuthorization,
} as const

/** A POST of a client to the token endpoint, without credentials. */
export function clientRequest(
  host: ProviderHost,
  body: Readonly<Record<string, string>> = {},
  changes: Partial<ClientRequest> = {},
): ClientRequest {
  return {
    host,
    params: new URLSearchParams(body),
    authorization: null,
    dpop: null,
    method: 'POST',
    url: ENDPOINT_URL.token,
    now: NOW,
    ...changes,
  }
}

/** The same, with the secret of the client `web-app`. */
export function webAppRequest(
  host: ProviderHost,
  body: Readonly<Record<string, string>> = {},
  changes: Partial<ClientRequest> = {},
): ClientRequest {
  return clientRequest(host, body, { authorization: basicHeader('web-app', CLIENT_SECRET), ...changes })
}

/** A key pair of a client. */
export interface TestKey {
  readonly alg: string
  /** The public part. */
  readonly jwk: JWK
  /** RFC 7638 thumbprint. */
  readonly jkt: string
  sign(header: object, claims: Readonly<Record<string, unknown>>): Promise<string>
}

export async function testKey(alg = 'ES256', more: Partial<JWK> = {}): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), ...more }
  return {
    alg,
    jwk,
    jkt: await calculateJwkThumbprint(jwk),
    sign: (header, claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg, ...header }).sign(privateKey),
  }
}

/** Claims with the changes; those that are set to undefined are left out of the JWT. */
type Changes = Readonly<Record<string, unknown>>

/** The body that proves who the client is by `private_key_jwt`. */
export async function assertionBody(key: TestKey, changes: Changes = {}, header: object = {}) {
  const iat = NOW / 1000
  const own = { iss: 'web-app', sub: 'web-app', aud: ISSUER, iat, exp: iat + 60, jti: randomSecret(systemRandom) }
  const client_assertion = await key.sign(header, { ...own, ...changes })
  return { client_assertion_type: ASSERTION_TYPE, client_assertion }
}

/** A DPoP proof for a POST to the token endpoint, or one with an access token for a GET of userinfo. */
export function dpopProof(
  key: TestKey,
  accessToken: string | null = null,
  changes: Changes = {},
  header: object = {},
): Promise<string> {
  const call =
    accessToken === null
      ? { htm: 'POST', htu: ENDPOINT_URL.token }
      : { htm: 'GET', htu: ENDPOINT_URL.userinfo, ath: hashSecret(accessToken) }
  const claims = { ...call, iat: NOW / 1000, jti: randomSecret(systemRandom), ...changes }
  return key.sign({ typ: 'dpop+jwt', jwk: key.jwk, ...header }, claims)
}
