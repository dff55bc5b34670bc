import { describe, expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { basicHeader, CLIENT_SECRET, ISSUER, NOW, publicTestClient, testClient, testHost } from '../testing.ts'
import { issueTestTokens, OFFLINE } from '../testing-grants.ts'
import { clientRequest } from '../testing-requests.ts'
import { rotateRefreshToken } from '../token/rotate-refresh-token.ts'
import type { ProviderClient } from '../types.ts'
import { revoke } from './index.ts'

const STRANGER = testClient({ ...OFFLINE, id: publicTestClient().id, clientId: 'stranger' })

async function withTokens(client: ProviderClient = testClient(OFFLINE)) {
  const host = testHost([client, STRANGER])
  const tokens = await issueTestTokens(host, client, { scope: 'openid offline_access' })
  const isPublic = client.clientType === 'public'
  const end = (body: Record<string, string>, by = client.clientId) =>
    isPublic && by === client.clientId
      ? revoke(clientRequest(host, { client_id: by, ...body }))
      : revoke(clientRequest(host, body, { authorization: basicHeader(by, CLIENT_SECRET) }))
  const refresh = (token: string) => {
    const refreshTokenHash = hashHandle(token, ISSUER)
    return rotateRefreshToken({ host, client, refreshTokenHash, dpopJkt: null, now: NOW })
  }
  const lives = (token: string) => {
    const isAccess = host.grants.findByAccessToken(hashHandle(token), NOW) !== null
    return isAccess || host.grants.findByRefreshToken(hashHandle(token, ISSUER), NOW) !== null
  }
  return { host, ...tokens, end, refresh, lives }
}

const DONE = { status: 200, headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body: {} }

describe('revoking', () => {
  it('an access token ends it alone', async () => {
    const { accessToken, refreshToken, end, lives } = await withTokens()
    expect(await end({ token: accessToken })).toEqual(DONE)
    expect(lives(accessToken)).toBe(false)
    expect(lives(refreshToken)).toBe(true)
  })

  it('a refresh token ends all tokens of its authorization', async () => {
    const { accessToken, refreshToken, end, refresh, lives } = await withTokens()
    const second = await refresh(refreshToken)
    expect(await end({ token: second.refreshToken ?? '' })).toEqual(DONE)
    for (const token of [accessToken, second.accessToken, second.refreshToken ?? '']) expect(lives(token)).toBe(false)
  })

  it('a refresh token that was used already does the same', async () => {
    const { refreshToken, end, refresh, lives } = await withTokens()
    const second = await refresh(refreshToken)
    await end({ token: refreshToken })
    expect(lives(second.accessToken)).toBe(false)
  })

  it('an access token that came with a refresh ends it alone', async () => {
    const { accessToken, refreshToken, end, refresh, lives } = await withTokens()
    const second = await refresh(refreshToken)
    await end({ token: second.accessToken })
    expect(lives(second.accessToken)).toBe(false)
    expect(lives(accessToken)).toBe(true)
    expect(lives(second.refreshToken ?? '')).toBe(true)
  })

  it.each(['access_token', 'refresh_token', 'urn:other'])('does not depend on the hint: %s', async (hint) => {
    const { accessToken, refreshToken, end, lives } = await withTokens()
    await end({ token: accessToken, token_type_hint: hint })
    expect(lives(accessToken)).toBe(false)
    await end({ token: refreshToken, token_type_hint: hint })
    expect(lives(refreshToken)).toBe(false)
  })

  it('works for a public client that says who it is', async () => {
    const { refreshToken, end, lives } = await withTokens(publicTestClient({ ...OFFLINE, id: testClient().id }))
    expect(await end({ token: refreshToken })).toEqual(DONE)
    expect(lives(refreshToken)).toBe(false)
  })

  it.each(['x', '.', "' or 1=1", `${'a'.repeat(26)}.${'b'.repeat(26)}.c`, '\u0000'])(
    'is done when there is nothing to end: %j',
    async (token) => {
      expect(await (await withTokens()).end({ token })).toEqual(DONE)
    },
  )
})

describe('refused is', () => {
  it('another client, without a word', async () => {
    const { accessToken, refreshToken, end, lives } = await withTokens()
    expect(await end({ token: accessToken }, 'stranger')).toEqual(DONE)
    expect(await end({ token: refreshToken }, 'stranger')).toEqual(DONE)
    expect([lives(accessToken), lives(refreshToken)]).toEqual([true, true])
  })

  it('a client that cannot prove itself', async () => {
    const { host, accessToken, lives } = await withTokens()
    const body = { token: accessToken, client_id: 'web-app' }
    await expect(revoke(clientRequest(host, body))).rejects.toThrow('invalid_client')
    await expect(revoke(clientRequest(host, { ...body, client_secret: 'wrong' }))).rejects.toThrow('invalid_client')
    expect(lives(accessToken)).toBe(true)
  })

  it('a request without a token, with two, or with an endless one', async () => {
    const { host, end } = await withTokens()
    await expect(end({})).rejects.toThrow('invalid_request: token is missing')
    await expect(end({ token: 'x'.repeat(501) })).rejects.toThrow('token is too long')
    const twice = clientRequest(host, {}, { params: new URLSearchParams('token=a&token=b') })
    await expect(revoke(twice)).rejects.toThrow('token was sent more than once')
  })
})
