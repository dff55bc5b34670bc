import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, type JWK, SignJWT } from 'jose'
import { CALLBACK, type Client } from './clients.ts'
import type { Run } from './run.ts'

/** A key pair that signs JWTs. */
export interface SigningKey {
  readonly alg: string
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicJwk: JWK
}

/** A client that keeps to the FAPI 2.0 Security Profile. */
export interface FapiClient extends Client {
  readonly key: SigningKey & Client['key']
}

/** Where the browser comes back to with the second client: the query of a redirect URI is kept. */
export const CALLBACK_WITH_QUERY = `${CALLBACK}?dummy1=lorem&dummy2=ipsum`

export async function newKey(alg: 'ES256' | 'PS256' | 'RS256'): Promise<SigningKey> {
  const { privateKey, publicKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { alg, kid: randomUUID(), privateKey, publicJwk: await exportJWK(publicKey) }
}

/** RFC 7638, as `dpop_jkt` and `cnf.jkt` have it. */
export function thumbprintOf({ publicJwk }: SigningKey): Promise<string> {
  return calculateJwkThumbprint(publicJwk)
}

const pairs = new Map<string, Promise<readonly [FapiClient, FapiClient]>>()

/**
 * The two static clients of the plan: one signs with PS256, the other with ES256 and has the redirect URI with a query, too.
 * @param consent whether people are asked: clients of their own for each policy
 */
export function fapiClients(run: Run, consent: 'never' | 'always' = 'never') {
  const name = `${run.foyer.issuer} ${consent}`
  const pair = pairs.get(name) ?? makePair(run, consent)
  pairs.set(name, pair)
  return pair
}

export async function firstClient(run: Run): Promise<FapiClient> {
  return (await fapiClients(run))[0]
}

async function makePair(run: Run, consent: string): Promise<readonly [FapiClient, FapiClient]> {
  return [
    await makeClient(run, 'PS256', [CALLBACK], consent),
    await makeClient(run, 'ES256', [CALLBACK_WITH_QUERY, CALLBACK], consent),
  ]
}

async function makeClient(
  run: Run,
  alg: 'ES256' | 'PS256',
  redirectUris: readonly string[],
  consent: string,
): Promise<FapiClient> {
  const key = await newKey(alg)
  const jwks = { keys: [{ ...key.publicJwk, kid: key.kid, use: 'sig' }] }
  const made = await run.foyer.command(
    ...['client', 'create', '--organizer', 'acme', '--name', `Suite ${alg} ${consent}`, '--high-security'],
    ...redirectUris.flatMap((uri) => ['--redirect-uri', uri]),
    ...['--auth-method', 'private_key_jwt', '--jwks', JSON.stringify(jwks), '--id-token-alg', 'ES256'],
    ...['--scopes', 'openid,profile,email,phone,address,offline_access', '--consent', consent],
  )
  return {
    clientId: String(made.client_id),
    secret: '',
    redirectUri: redirectUris[0] ?? '',
    auth: 'private_key_jwt',
    key: { ...key, publicJwk: { ...key.publicJwk } },
    registration: {},
  }
}

/** Claims that differ from a good JWT; undefined leaves one out. */
export type ClaimChanges = Readonly<Record<string, unknown>>

export function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds
}

/** A client assertion for this provider. @param key another key or algorithm than the client's own */
export function assertionOf(run: Run, client: FapiClient, changes: ClaimChanges = {}, key: SigningKey = client.key) {
  const claims = {
    iss: client.clientId,
    sub: client.clientId,
    aud: String(run.metadata.issuer),
    jti: randomUUID(),
    iat: secondsFromNow(0),
    exp: secondsFromNow(60),
    ...changes,
  }
  return new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey)
}

/** The request that a proof is made for. */
export interface Proven {
  readonly method: string
  readonly url: string
  readonly accessToken?: string
}

export interface ProofChanges {
  readonly header?: ClaimChanges
  readonly claims?: ClaimChanges
}

/** A DPoP proof, RFC 9449 4.2; wrong in what the changes say. */
export function proofOf(key: SigningKey, request: Proven, { header = {}, claims = {} }: ProofChanges = {}) {
  const { method, url, accessToken } = request
  const ath = accessToken && createHash('sha256').update(accessToken).digest('base64url')
  const all = { jti: randomUUID(), htm: method, htu: url, iat: secondsFromNow(0), ...(ath && { ath }), ...claims }
  const head = { alg: key.alg, typ: 'dpop+jwt', jwk: key.publicJwk, ...header }
  return new SignJWT(all).setProtectedHeader(head).sign(key.privateKey)
}
