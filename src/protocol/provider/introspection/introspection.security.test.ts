import { describe, expect, it } from 'vitest'
import type { SsoClientId } from '../../../core/ids.ts'
import { hashHandle } from '../handles.ts'
import { basicHeader, CLIENT_SECRET, ISSUER, NOW, publicTestClient, testClient, testHost } from '../testing.ts'
import { issueTestTokens, OFFLINE } from '../testing-grants.ts'
import { clientRequest } from '../testing-requests.ts'
import { introspect } from './index.ts'

const SERVICE = testClient({ id: 'client-3' as SsoClientId, clientId: 'service' })

async function withTokens(dpopJkt: string | null = null) {
  const client = testClient(OFFLINE)
  const host = testHost([client, SERVICE, publicTestClient()])
  const tokens = await issueTestTokens(host, client, { scope: 'openid email offline_access' }, dpopJkt)
  const ask = async (body: Record<string, string>, by = 'web-app', now = NOW) => {
    const authorization = basicHeader(by, CLIENT_SECRET)
    return (await introspect(clientRequest(host, body, { authorization, now }))).body
  }
  return { host, ...tokens, ask }
}

const SECONDS = NOW / 1000
const FACTS = {
  active: true,
  iss: ISSUER,
  sub: 'QX7PL4D',
  client_id: 'web-app',
  scope: 'openid email offline_access',
  iat: SECONDS,
}

describe('a live access token', () => {
  it.each(['web-app', 'service'])('is described to every confidential client: %s', async (by) => {
    const { accessToken, ask } = await withTokens()
    const answer = { ...FACTS, exp: SECONDS + 3600, token_type: 'Bearer' }
    expect(await ask({ token: accessToken }, by)).toEqual(answer)
    expect(await ask({ token: accessToken, token_type_hint: 'refresh_token' }, by)).toEqual(answer)
  })

  it('names the key that it is bound to', async () => {
    const { accessToken, ask } = await withTokens('key-1')
    expect(await ask({ token: accessToken })).toMatchObject({ token_type: 'DPoP', cnf: { jkt: 'key-1' } })
  })

  it('has no more scopes than its client is still allowed', async () => {
    const { host, accessToken, ask } = await withTokens()
    host.clients.clients = [testClient(), SERVICE]
    expect(await ask({ token: accessToken })).toMatchObject({ scope: 'openid email' })
  })

  it('is answered without being cached', async () => {
    const { host, accessToken } = await withTokens()
    const authorization = basicHeader('web-app', CLIENT_SECRET)
    const { headers } = await introspect(clientRequest(host, { token: accessToken }, { authorization }))
    expect(headers).toMatchObject({ 'cache-control': 'no-store' })
  })
})

describe('a live refresh token', () => {
  it('is described to the client that holds it', async () => {
    const { refreshToken, ask } = await withTokens('key-1')
    const answer = { ...FACTS, exp: SECONDS + 86_400, cnf: { jkt: 'key-1' } }
    expect(await ask({ token: refreshToken })).toEqual(answer)
    expect(await ask({ token: refreshToken, token_type_hint: 'refresh_token' })).toEqual(answer)
  })

  it('is unknown to every other', async () => {
    const { refreshToken, ask } = await withTokens()
    expect(await ask({ token: refreshToken }, 'service')).toEqual({ active: false })
  })
})

describe('inactive is', () => {
  it.each(['x', '.', 'a.b.c', `${'a'.repeat(26)}.${'b'.repeat(26)}.c`, '\u0000'])('what is none: %j', async (token) => {
    expect(await (await withTokens()).ask({ token })).toEqual({ active: false })
  })

  it('a token that expired, ended or lies in storage', async () => {
    const { host, accessToken, refreshToken, ask } = await withTokens()
    expect(await ask({ token: hashHandle(accessToken) })).toEqual({ active: false })
    expect(await ask({ token: hashHandle(refreshToken, ISSUER) })).toEqual({ active: false })
    expect(await ask({ token: accessToken }, 'web-app', NOW + 3_600_000)).toEqual({ active: false })
    host.grants.endFamily(hashHandle(refreshToken, ISSUER))
    expect(await ask({ token: accessToken })).toEqual({ active: false })
    expect(await ask({ token: refreshToken })).toEqual({ active: false })
  })

  it('a token of a client that is switched off', async () => {
    const { host, accessToken, ask } = await withTokens()
    host.clients.clients = [testClient({ ...OFFLINE, isActive: false }), SERVICE]
    expect(await ask({ token: accessToken }, 'service')).toEqual({ active: false })
  })
})

describe('refused is', () => {
  it('a public client, whether its guess is right or not', async () => {
    const { host, accessToken } = await withTokens()
    for (const token of [accessToken, 'x']) {
      const request = clientRequest(host, { client_id: 'native-app', token })
      await expect(introspect(request)).rejects.toMatchObject({ code: 'unauthorized_client', status: 403 })
    }
  })

  it('a client that cannot prove itself', async () => {
    const { host, accessToken } = await withTokens()
    await expect(introspect(clientRequest(host, { token: accessToken }))).rejects.toThrow('invalid_client')
    const authorization = basicHeader('web-app', 'wrong')
    const request = clientRequest(host, { token: accessToken }, { authorization })
    await expect(introspect(request)).rejects.toThrow('invalid_client')
  })

  it('a request without a token', async () => {
    await expect((await withTokens()).ask({})).rejects.toThrow('invalid_request: token is missing')
  })
})
