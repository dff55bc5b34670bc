import { decodeJwt } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { NewGrant } from '../grant-types.ts'
import { hashHandle } from '../handles.ts'
import {
  basicHeader,
  CHALLENGE,
  CLIENT_SECRET,
  NOW,
  publicTestClient,
  REDIRECT_URI,
  testClient,
  testHost,
  VERIFIER,
} from '../testing.ts'
import { issueTestCode, OFFLINE } from '../testing-grants.ts'
import { clientRequest, dpopProof, type TestKey, testKey } from '../testing-requests.ts'
import type { ProviderClient } from '../types.ts'
import { exchange } from './index.ts'
import type { TokenRequest, TokenResponse } from './types.ts'

let key: TestKey
beforeAll(async () => {
  key = await testKey()
})

/** A client that holds a first refresh token; `refresh` uses one. */
async function offline(
  client: ProviderClient = testClient(OFFLINE),
  grant: Partial<NewGrant> = {},
  dpop?: () => Promise<string>,
) {
  const stranger = testClient({ ...OFFLINE, id: publicTestClient().id, clientId: 'stranger' })
  const host = testHost([client, stranger])
  const isPublic = client.clientType === 'public'
  const ask = async (body: Record<string, string>, changes: Partial<TokenRequest> = {}): Promise<TokenResponse> => {
    const who = isPublic ? { client_id: client.clientId } : {}
    const authorization = isPublic ? null : basicHeader(client.clientId, CLIENT_SECRET)
    return (await exchange(clientRequest(host, { ...who, ...body }, { authorization, ...changes }))).body
  }
  const code = issueTestCode(host, {
    client: client.id,
    scope: 'openid email offline_access',
    nonce: 'n-0S6',
    codeChallenge: CHALLENGE,
    ...grant,
  })
  const redemption = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }
  const first = await ask(redemption, dpop && { dpop: await dpop() })
  const refresh = (token: string | undefined, changes: Partial<TokenRequest> = {}, body: Record<string, string> = {}) =>
    ask({ grant_type: 'refresh_token', refresh_token: token ?? '', ...body }, { now: NOW + 1000, ...changes })
  const isAlive = (token: string) => host.grants.findByAccessToken(hashHandle(token), NOW + 1000) !== null
  return { host, first, refresh, isAlive }
}

const STRANGER = { authorization: basicHeader('stranger', CLIENT_SECRET) }

describe('a refresh token', () => {
  it('gives a new access token, its own successor and an ID token about the same login', async () => {
    const { first, refresh, isAlive } = await offline()
    const second = await refresh(first.refresh_token)
    expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid email offline_access' })
    expect(second.access_token).not.toBe(first.access_token)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(isAlive(first.access_token)).toBe(true)
    expect(isAlive(second.access_token)).toBe(true)

    const [before, after] = [decodeJwt(first.id_token), decodeJwt(second.id_token)]
    const { iss, sub, aud, azp, auth_time, sid, amr, acr } = before
    expect(after).toMatchObject({ iss, sub, aud, azp, auth_time, sid, amr, acr, iat: NOW / 1000 + 1 })
    expect(before.nonce).toBe('n-0S6')
    expect(after).not.toHaveProperty('nonce')
    expect((await refresh(second.refresh_token)).refresh_token).toBeTypeOf('string')
  })

  it('is answered without being cached', async () => {
    const { host, first } = await offline()
    const body = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' }
    const authorization = basicHeader('web-app', CLIENT_SECRET)
    const { headers } = await exchange(clientRequest(host, body, { authorization }))
    expect(headers).toEqual({ 'cache-control': 'no-store', pragma: 'no-cache' })
  })

  it('works for a public client, too', async () => {
    const { first, refresh } = await offline(publicTestClient(OFFLINE))
    expect((await refresh(first.refresh_token)).refresh_token).toBeTypeOf('string')
  })

  it('ends everything when it comes back after it was used', async () => {
    const { first, refresh, isAlive } = await offline()
    const second = await refresh(first.refresh_token)
    await expect(refresh(first.refresh_token)).rejects.toThrow('invalid_grant: The refresh token was used before')
    expect(isAlive(first.access_token)).toBe(false)
    expect(isAlive(second.access_token)).toBe(false)
    await expect(refresh(second.refresh_token)).rejects.toThrow('invalid_grant: The authorization was revoked')
  })

  it('counts for one of two uses at the same time', async () => {
    const { first, refresh } = await offline()
    const results = await Promise.allSettled([refresh(first.refresh_token), refresh(first.refresh_token)])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('of another client is as good as unknown, and lives on', async () => {
    const { first, refresh } = await offline()
    const unknown = 'invalid_grant: The refresh token is not known for this client'
    await expect(refresh(first.refresh_token, STRANGER)).rejects.toThrow(unknown)
    await expect(refresh('x', STRANGER)).rejects.toThrow(unknown)
    const { refresh_token } = await refresh(first.refresh_token)
    await expect(refresh(first.refresh_token, STRANGER)).rejects.toThrow(unknown)
    expect((await refresh(refresh_token)).refresh_token).toBeTypeOf('string')
  })

  it('is no good at another issuer of the same organizer', async () => {
    const { host, first, refresh } = await offline()
    const elsewhere = { ...host, issuer: 'https://login.acme.example' }
    await expect(refresh(first.refresh_token, { host: elsewhere })).rejects.toThrow('not known for this client')
    expect((await refresh(first.refresh_token)).token_type).toBe('Bearer')
  })

  it('expires when it lies unused', async () => {
    const { first, refresh } = await offline()
    const late = { now: NOW + 86_400_000 }
    await expect(refresh(first.refresh_token, late)).rejects.toThrow('invalid_grant: The refresh token has expired')
  })

  it.each(['', 'x', '.', 'a.b.c', "' or 1=1 --"])('is refused when it is none: %j', async (token) => {
    const { refresh } = await offline()
    await expect(refresh(token)).rejects.toMatchObject({ status: 400 })
  })

  it('is no access token and no code, nor the other way round', async () => {
    const { host, first, refresh } = await offline()
    await expect(refresh(first.access_token)).rejects.toThrow('invalid_grant')
    expect(host.grants.findByAccessToken(hashHandle(first.refresh_token ?? ''), NOW)).toBeNull()
    const asCode = { grant_type: 'authorization_code', code: first.refresh_token ?? '', redirect_uri: REDIRECT_URI }
    await expect(refresh(first.refresh_token, {}, asCode)).rejects.toThrow('The code is not known')
  })
})

describe('the scope of a refresh', () => {
  it('may repeat what was granted or ask for less, and the answer says what holds', async () => {
    const { first, refresh } = await offline()
    const less = await refresh(first.refresh_token, {}, { scope: 'openid' })
    expect(less.scope).toBe('openid email offline_access')
    const same = await refresh(less.refresh_token, {}, { scope: 'offline_access  email openid' })
    expect(same.scope).toBe('openid email offline_access')
  })

  it('may not be wider, and the token is not used up by the try', async () => {
    const { first, refresh } = await offline()
    const wider = refresh(first.refresh_token, {}, { scope: 'openid phone' })
    await expect(wider).rejects.toThrow('invalid_scope: scope has more than was granted: phone')
    expect((await refresh(first.refresh_token)).token_type).toBe('Bearer')
  })

  it('tells nothing about the token of another client', async () => {
    const { first, refresh } = await offline()
    const wider = refresh(first.refresh_token, STRANGER, { scope: 'openid phone' })
    await expect(wider).rejects.toThrow('not known for this client')
  })

  it('loses what the client is not allowed any more', async () => {
    const { host, first, refresh } = await offline()
    host.clients.clients = [testClient({ ...OFFLINE, allowedScopes: ['openid', 'offline_access'] })]
    expect((await refresh(first.refresh_token)).scope).toBe('openid offline_access')
  })
})

describe('a refresh token that is bound to a key', () => {
  const proof = () => dpopProof(key)

  it('needs a proof of that key from a public client', async () => {
    const { host, first, refresh } = await offline(publicTestClient(OFFLINE), {}, proof)
    expect(first.token_type).toBe('DPoP')
    await expect(refresh(first.refresh_token)).rejects.toThrow(
      'invalid_grant: The refresh token is bound to a DPoP key',
    )
    const other = await dpopProof(await testKey())
    await expect(refresh(first.refresh_token, { dpop: other })).rejects.toThrow('another DPoP key')
    const second = await refresh(first.refresh_token, { dpop: await proof() })
    expect(second.token_type).toBe('DPoP')
    expect(host.grants.findByAccessToken(hashHandle(second.access_token), NOW)?.dpopJkt).toBe(key.jkt)
  })

  it('needs a proof of any key from a client that proves itself; the new token is bound to that one', async () => {
    const { host, first, refresh } = await offline(testClient(OFFLINE), {}, proof)
    await expect(refresh(first.refresh_token)).rejects.toThrow(
      'invalid_grant: The refresh token is bound to a DPoP key',
    )
    const other = await testKey()
    const second = await refresh(first.refresh_token, { dpop: await dpopProof(other) })
    const keyOf = (token: string) => host.grants.findByAccessToken(hashHandle(token), NOW)?.dpopJkt
    expect([second.token_type, keyOf(second.access_token)]).toEqual(['DPoP', other.jkt])
    expect(keyOf(first.access_token)).toBe(key.jkt)
  })

  it('is told from one that is not: a proof does not bind it later', async () => {
    const { first, refresh } = await offline()
    expect((await refresh(first.refresh_token, { dpop: await proof() })).token_type).toBe('Bearer')
  })
})
