import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { keySet } from '../keys/key-set.ts'
import { leftHalfHash } from '../keys/left-half-hash.ts'
import { authorize } from './authorization/index.ts'
import { pushRequest } from './pushed-authorization/index.ts'
import {
  authorizationParams,
  basicHeader,
  CHALLENGE,
  CLIENT_SECRET,
  ISSUER,
  NOW,
  REDIRECT_URI,
  testClient,
  testHost,
  testSession,
  VERIFIER,
} from './testing.ts'
import { OFFLINE } from './testing-grants.ts'
import { assertionBody, clientRequest, dpopProof, ENDPOINT_URL, testKey, webAppRequest } from './testing-requests.ts'
import { exchange } from './token/index.ts'
import { userinfo } from './userinfo/index.ts'

async function codeFor(host: ReturnType<typeof testHost>, changes: Record<string, string | null>): Promise<string> {
  const params = authorizationParams(changes)
  const outcome = await authorize({ host, params, session: testSession(), now: NOW })
  const location = new URL(outcome.kind === 'redirect' ? outcome.location : 'nowhere:')
  return location.searchParams.get('code') ?? location.search
}

describe.each(['RS256', 'ES256', 'EdDSA'] as const)('the code flow with %s', (idTokenAlg) => {
  it('leads a confidential client from the authorization request to the claims', async () => {
    const host = testHost([testClient({ idTokenAlg })])
    host.grants.person = { name: 'Ada Lovelace', email: 'ada@example.org' }
    const code = await codeFor(host, { scope: 'openid profile', nonce: 'n-0S6' })

    const { status, headers, body } = await exchange({
      ...clientRequest(host),
      params: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }),
      authorization: basicHeader('web-app', CLIENT_SECRET),
      now: NOW + 1500,
    })
    expect(status).toBe(200)
    expect(headers).toEqual({ 'cache-control': 'no-store', pragma: 'no-cache' })
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile' })
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'scope', 'id_token'])

    const keys = createLocalJWKSet({ keys: [...keySet(await host.keys.publicKeys()).keys] })
    const { payload, protectedHeader } = await jwtVerify(body.id_token, keys, {
      issuer: ISSUER,
      audience: 'web-app',
      currentDate: new Date(NOW + 2000),
    })
    expect(protectedHeader.alg).toBe(idTokenAlg)
    expect(payload).toEqual({
      iss: ISSUER,
      sub: 'QX7PL4D',
      aud: 'web-app',
      azp: 'web-app',
      iat: NOW / 1000 + 1,
      exp: NOW / 1000 + 3601,
      auth_time: NOW / 1000 - 600,
      nonce: 'n-0S6',
      at_hash: leftHalfHash(body.access_token, idTokenAlg),
      sid: 'session-1',
      acr: '1',
      amr: ['pwd'],
    })

    const claims = await userinfo({
      ...clientRequest(host),
      authorization: `Bearer ${body.access_token}`,
      params: null,
      now: NOW + 2000,
    })
    expect(claims.body).toEqual({ sub: 'QX7PL4D', name: 'Ada Lovelace' })
  })
})

it('leads a public client with PKCE and a port of its own through', async () => {
  const client = testClient({
    clientType: 'public',
    tokenEndpointAuthMethod: 'none',
    secretHashes: [],
    redirectUris: ['http://127.0.0.1/cb'],
  })
  const host = testHost([client])
  const redirect_uri = 'http://127.0.0.1:51004/cb'
  const code = await codeFor(host, { redirect_uri, code_challenge: CHALLENGE, code_challenge_method: 'S256' })
  const redeem = (changes: Record<string, string>) => {
    const params = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'web-app', code, redirect_uri })
    for (const [name, value] of Object.entries(changes)) params.set(name, value)
    return exchange({ ...clientRequest(host), params, authorization: null })
  }
  await expect(redeem({})).rejects.toThrow('code_verifier is missing')
  await expect(redeem({ code_verifier: VERIFIER, redirect_uri: 'http://127.0.0.1:51005/cb' })).rejects.toThrow(
    'redirect_uri',
  )
  expect((await redeem({ code_verifier: VERIFIER })).status).toBe(200)
})

it('gives nothing to a client that cannot prove itself, and the code survives', async () => {
  const host = testHost()
  const params = new URLSearchParams({
    grant_type: 'authorization_code',
    code: await codeFor(host, {}),
    redirect_uri: REDIRECT_URI,
  })
  const ask = (secret: string) =>
    exchange({ ...clientRequest(host), params, authorization: basicHeader('web-app', secret) })
  await expect(ask('wrong')).rejects.toThrow('invalid_client')
  expect((await ask(CLIENT_SECRET)).status).toBe(200)
})

it('gives a code that is good at this issuer only', async () => {
  const host = testHost()
  const code = await codeFor(host, {})
  const params = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })
  const authorization = basicHeader('web-app', CLIENT_SECRET)
  const other = { ...host, issuer: 'https://acme.example' }
  await expect(exchange({ ...clientRequest(host), host: other, params, authorization })).rejects.toThrow(
    'invalid_grant',
  )
  expect((await exchange({ ...clientRequest(host), params, authorization })).status).toBe(200)
})

it('refuses a token request that says something twice', async () => {
  const host = testHost()
  const params = new URLSearchParams({ grant_type: 'authorization_code', code: 'a', redirect_uri: REDIRECT_URI })
  params.append('code', 'b')
  const authorization = basicHeader('web-app', CLIENT_SECRET)
  await expect(exchange({ ...clientRequest(host), params, authorization })).rejects.toThrow('code was sent more')
})

it('gives claims in the ID token when they are asked for by name', async () => {
  const host = testHost()
  host.grants.person = { name: 'Ada Lovelace', email: 'ada@example.org', phoneNumber: '+49301234' }
  const claims = JSON.stringify({ id_token: { email: { essential: true }, phone_number: null } })
  const code = await codeFor(host, { claims })
  const { body } = await exchange(
    webAppRequest(host, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }),
  )
  expect(decodeJwt(body.id_token)).toMatchObject({ email: 'ada@example.org', phone_number: '+49301234' })
  expect(decodeJwt(body.id_token)).not.toHaveProperty('name')
})

it('leads a client with high security from a pushed request to a refresh, all with its two keys', async () => {
  const [key, dpopKey] = [await testKey(), await testKey('EdDSA')]
  const client = testClient({
    ...OFFLINE,
    isHighSecurity: true,
    tokenEndpointAuthMethod: 'private_key_jwt',
    secretHashes: [],
    jwks: { keys: [key.jwk] },
  })
  const host = testHost([client])
  const request = authorizationParams({
    scope: 'openid offline_access',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    dpop_jkt: dpopKey.jkt,
  })
  const url = ENDPOINT_URL.pushedAuthorization
  const pushing = { ...Object.fromEntries(request), ...(await assertionBody(key)) }
  const { request_uri } = (await pushRequest(clientRequest(host, pushing, { url }))).body
  const params = new URLSearchParams({ client_id: 'web-app', request_uri })
  const outcome = await authorize({ host, params, session: testSession(), now: NOW })
  const code = new URL(outcome.kind === 'redirect' ? outcome.location : 'nowhere:').searchParams.get('code') ?? ''

  const ask = async (body: Record<string, string>, dpop: string | null) =>
    (await exchange(clientRequest(host, { ...body, ...(await assertionBody(key)) }, { dpop }))).body
  const redemption = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }
  await expect(ask(redemption, null)).rejects.toThrow('invalid_dpop_proof')
  await expect(ask(redemption, await dpopProof(key))).rejects.toThrow('bound to another DPoP key')
  const first = await ask(redemption, await dpopProof(dpopKey))
  expect(first).toMatchObject({ token_type: 'DPoP', scope: 'openid offline_access' })
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' }
  expect(await ask(refresh, await dpopProof(dpopKey))).toMatchObject({ token_type: 'DPoP' })
})
