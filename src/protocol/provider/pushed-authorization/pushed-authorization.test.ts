import { describe, expect, it } from 'vitest'
import { authorize } from '../authorization/index.ts'
import {
  authorizationParams,
  basicHeader,
  CHALLENGE,
  CLIENT_SECRET,
  NOW,
  publicTestClient,
  REDIRECT_URI,
  testClient,
  testHost,
  testSession,
} from '../testing.ts'
import { assertionBody, clientRequest, dpopProof, ENDPOINT_URL, testKey } from '../testing-requests.ts'
import { pushRequest } from './index.ts'

const url = ENDPOINT_URL.pushedAuthorization
const SECRET = { authorization: basicHeader('web-app', CLIENT_SECRET), url }
const PKCE = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }

/** The body of a good request with the changes; null takes a parameter away. */
function body(changes: Record<string, string | null> = {}): Record<string, string> {
  return Object.fromEntries(authorizationParams(changes))
}

describe('a pushed request', () => {
  it('gets a name for a minute', async () => {
    const { status, headers, body: answer } = await pushRequest(clientRequest(testHost(), body(), SECRET))
    expect([status, headers]).toEqual([201, { 'cache-control': 'no-store', pragma: 'no-cache' }])
    expect(answer).toEqual({
      request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[a-z0-9]{26}\.[\w-]{43}$/),
      expires_in: 60,
    })
  })

  it('is what the person then comes with', async () => {
    const host = testHost()
    const pushed = await pushRequest(clientRequest(host, body({ scope: 'openid email' }), SECRET))
    const params = new URLSearchParams({ client_id: 'web-app', request_uri: pushed.body.request_uri })
    const outcome = await authorize({ host, params, session: testSession(), now: NOW + 59_999 })
    const location = outcome.kind === 'redirect' ? outcome.location : ''
    expect(location).toMatch(/^https:\/\/app\.example\/callback\?.*code=/)
    expect([...host.grants.rows.values()][0]?.scope).toBe('openid email')
  })

  it('is stored as a hash, without what the client proved itself with', async () => {
    const key = await testKey()
    const client = testClient({ tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [key.jwk] } })
    const host = testHost([client])
    const sent = { ...body({ client_id: null }), ...(await assertionBody(key, { aud: url })), unknown: 'x' }
    const { request_uri } = (await pushRequest(clientRequest(host, sent, { url }))).body
    const [[hash, stored] = ['', null]] = host.pushedRequests.requests
    expect(request_uri).not.toContain(hash.split('.')[1])
    expect(Object.fromEntries(stored?.params ?? [])).toEqual(body())
    expect(stored).toMatchObject({ client: client.id, expiresAt: NOW + 60_000, dpopJkt: null })
  })

  it('may come from a public client with PKCE', async () => {
    const sent = body({ client_id: 'native-app', ...PKCE })
    expect((await pushRequest(clientRequest(testHost(), sent, { url }))).status).toBe(201)
    const without = clientRequest(testHost([publicTestClient()]), body({ client_id: 'native-app' }), { url })
    await expect(pushRequest(without)).rejects.toThrow('code_challenge')
  })
})

describe('the key of a pushed request', () => {
  const call = { htm: 'POST', htu: url }

  it('is the one that it proves', async () => {
    const [host, key] = [testHost(), await testKey()]
    const dpop = await dpopProof(key, null, call)
    await pushRequest(clientRequest(host, body({ dpop_jkt: key.jkt }), { ...SECRET, dpop }))
    expect([...host.pushedRequests.requests.values()][0]?.dpopJkt).toBe(key.jkt)
  })

  it('is not another one than it names', async () => {
    const dpop = await dpopProof(await testKey(), null, call)
    const sent = body({ dpop_jkt: (await testKey()).jkt })
    const refused = pushRequest(clientRequest(testHost(), sent, { ...SECRET, dpop }))
    await expect(refused).rejects.toThrow('invalid_dpop_proof: dpop_jkt is not the key')
  })

  it('is not proved for another endpoint', async () => {
    const dpop = await dpopProof(await testKey())
    const refused = pushRequest(clientRequest(testHost(), body(), { ...SECRET, dpop }))
    await expect(refused).rejects.toThrow('invalid_dpop_proof')
  })

  it('need not be proved yet', async () => {
    const host = testHost([testClient({ requiresDpop: true })])
    expect((await pushRequest(clientRequest(host, body(), SECRET))).status).toBe(201)
  })
})

describe('refused, and not on a page, is', () => {
  it.each<[string, Record<string, string | null>]>([
    ['redirect_uri is missing', { redirect_uri: null }],
    ['redirect_uri is not registered', { redirect_uri: `${REDIRECT_URI}/x` }],
    ['request_uri', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }],
    ['client_id', { client_id: 'native-app' }],
    ['response_type', { response_type: 'token' }],
    ['scope', { scope: 'email' }],
    ['code_challenge', { code_challenge: 'short', code_challenge_method: 'S256' }],
    ['code_challenge_method', { code_challenge: CHALLENGE, code_challenge_method: 'plain' }],
    ['prompt', { prompt: 'sometimes' }],
    ['login_hint is too long', { login_hint: 'x'.repeat(1000) }],
  ])('a request with something wrong: %s', async (word, changes) => {
    const refused = pushRequest(clientRequest(testHost(), body(changes), SECRET))
    await expect(refused).rejects.toMatchObject({ status: 400 })
    await expect(refused).rejects.toThrow(word)
    await expect(refused).rejects.not.toHaveProperty('reason')
  })

  it('a parameter that is sent twice', async () => {
    for (const name of ['client_assertion', 'redirect_uri', 'scope', 'client_id']) {
      const params = new URLSearchParams(body())
      params.append(name, 'a')
      params.append(name, 'b')
      const refused = pushRequest(clientRequest(testHost(), {}, { ...SECRET, params }))
      await expect(refused).rejects.toThrow('invalid_request')
    }
  })

  it('a client that cannot prove itself', async () => {
    const host = testHost()
    await expect(pushRequest(clientRequest(host, body(), { url }))).rejects.toThrow('invalid_client')
    const authorization = basicHeader('web-app', 'wrong')
    await expect(pushRequest(clientRequest(host, body(), { url, authorization }))).rejects.toThrow('invalid_client')
    expect(host.pushedRequests.requests.size).toBe(0)
  })
})

it('is used once, by its own client, while it lives', async () => {
  const host = testHost()
  const { request_uri } = (await pushRequest(clientRequest(host, body(), SECRET))).body
  const come = (client_id: string, now = NOW) =>
    authorize({ host, params: new URLSearchParams({ client_id, request_uri }), session: testSession(), now })
  await expect(come('native-app')).rejects.toMatchObject({ code: 'invalid_request_uri' })
  await expect(come('web-app', NOW + 60_000)).rejects.toMatchObject({ code: 'invalid_request_uri' })
  const results = await Promise.allSettled([come('web-app'), come('web-app')])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
