import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { OAuthError } from '../errors.ts'
import { authorizationParams, ISSUER, NOW, REDIRECT_URI, testClient, testHost, testSession } from '../testing.ts'
import type { ProviderClient } from '../types.ts'
import { authorize } from './index.ts'

const NOW_S = NOW / 1000
const REQUEST_URI = 'https://app.example/request.jwt'

type Key = Awaited<ReturnType<typeof generateKeyPair>>
const keys = new Map<string, Key>()
let client: ProviderClient
beforeAll(async () => {
  for (const alg of ['RS256', 'ES256', 'EdDSA']) keys.set(alg, await generateKeyPair(alg, { extractable: true }))
  client = await clientWith()
})

async function clientWith(changes: Partial<ProviderClient> = {}): Promise<ProviderClient> {
  const jwks = { keys: await Promise.all([...keys.values()].map(({ publicKey }) => exportJWK(publicKey))) }
  return testClient({ jwks, requestUris: [`${REQUEST_URI}#1`], ...changes })
}

function keyOf(alg: string): Key {
  const key = keys.get(alg)
  if (!key) throw new Error(`no ${alg} key`)
  return key
}

const sign = (claims: object, { alg = 'ES256', typ, key }: { alg?: string; typ?: string; key?: Key } = {}) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg, ...(typ && { typ }) }).sign((key ?? keyOf(alg)).privateKey)

const inside = (changes: object = {}) => ({
  iss: 'web-app',
  aud: ISSUER,
  client_id: 'web-app',
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid email',
  state: 'inside',
  exp: NOW_S + 60,
  ...changes,
})

/** The answer of the authorization endpoint in one word or two. */
async function ask(changes: Record<string, string | null>, who = client, host = testHost([who])) {
  const params = authorizationParams(changes)
  try {
    const outcome = await authorize({ host, params, session: testSession(), now: NOW })
    if (outcome.kind !== 'redirect') return { error: outcome.kind }
    const { searchParams, origin, pathname } = new URL(outcome.location)
    const [grant] = host.grants.rows.values()
    return { to: origin + pathname, ...Object.fromEntries(searchParams), grant }
  } catch (error) {
    if (error instanceof OAuthError && 'reason' in error) return { page: error.reason, rule: error.hint?.rule }
    throw error
  }
}

describe('a signed request object', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    expect(await ask({ request: await sign(inside(), { alg }) })).toMatchObject({ code: expect.any(String) })
  })

  it('wins over the parameters beside it', async () => {
    const request = await sign(inside({ nonce: 'inside', max_age: 3600, claims: { userinfo: { name: null } } }))
    const answer = await ask({ request, nonce: 'outside', scope: 'openid', prompt: 'none' })
    expect(answer).toMatchObject({
      state: 'inside',
      grant: { scope: 'openid email', nonce: 'inside', claims: { userinfo: { name: null }, id_token: {} } },
    })
  })

  it('is completed by the parameters beside it, as OpenID Connect has it', async () => {
    const request = await sign({ client_id: 'web-app', nonce: 'inside' })
    expect(await ask({ request })).toMatchObject({ state: 'af0ifjsldkj', grant: { nonce: 'inside', scope: 'openid' } })
  })

  it('stands alone when its type says that it is one of RFC 9101', async () => {
    const { state: _, ...claims } = inside()
    const request = await sign(claims, { typ: 'oauth-authz-req+jwt' })
    const answer = await ask({ request, nonce: 'outside' })
    expect(answer).toMatchObject({ grant: { nonce: null } })
    expect(answer).not.toHaveProperty('state')
  })

  it('may be all there is beside the client', async () => {
    const params = { response_type: null, redirect_uri: null, scope: null, state: null }
    expect(await ask({ ...params, request: await sign(inside()) })).toMatchObject({ to: REDIRECT_URI, state: 'inside' })
  })

  it('names the redirect URI that counts', async () => {
    const request = await sign(inside())
    expect(await ask({ request, redirect_uri: 'https://evil.example/' })).toMatchObject({ to: REDIRECT_URI })
    const evil = await sign(inside({ redirect_uri: 'https://evil.example/' }))
    expect(await ask({ request: evil })).toEqual({ page: 'redirect_uri_unknown', rule: 'redirect_uri_differs' })
  })

  it('may be behind an address that is registered, whatever its fragment', async () => {
    const host = testHost([client])
    host.documents.requestObjects.set(REQUEST_URI, await sign(inside()))
    for (const uri of [REQUEST_URI, `${REQUEST_URI}#2`]) {
      expect(await ask({ request_uri: uri }, client, host)).toMatchObject({ state: 'inside', code: expect.any(String) })
    }
  })
})

describe('a request object is refused', () => {
  it.each([
    ['of another issuer', { iss: 'other' }],
    ['for another provider', { aud: 'https://other.example' }],
    ['for other providers', { aud: ['https://other.example', `${ISSUER}/x`] }],
    ['of another client', { client_id: 'native-app' }],
    ['for another response type', { response_type: 'id_token' }],
    ['that has expired', { exp: NOW_S }],
    ['with an expiry that is no number', { exp: 'tomorrow' }],
    ['that is not valid yet', { nbf: NOW_S + 120 }],
    ['that is a client assertion', { sub: 'web-app' }],
    ['that holds another', { request: 'x' }],
    ['that names another', { request_uri: 'https://app.example/x' }],
    ['with a list for a text', { scope: ['openid'] }],
  ])('%s', async (_what, changes) => {
    const answer = await ask({ request: await sign(inside(changes)) })
    expect(answer).toMatchObject({ error: 'invalid_request_object', state: 'af0ifjsldkj' })
    expect(answer).toMatchObject({ grant: undefined })
  })

  it.each([
    ['signed by a stranger', async () => sign(inside(), { key: await generateKeyPair('ES256') })],
    ['that was changed', async () => (await sign(inside())).replace(/\.[^.]*\./, '.eyJ4IjoxfQ.')],
    ['without its signature', async () => (await sign(inside())).replace(/[^.]*$/, '')],
    ['of another type', async () => sign(inside(), { typ: 'dpop+jwt' })],
    ['of another type of token', async () => sign(inside(), { typ: 'logout+jwt' })],
    ['that is none', async () => 'nonsense'],
  ])('%s', async (_what, make) => {
    expect(await ask({ request: await make() })).toMatchObject({ error: 'invalid_request_object' })
  })

  it('that is not signed, by the name of the parameter that brought it', async () => {
    const unsigned = new UnsecuredJWT(inside()).encode()
    expect(await ask({ request: unsigned })).toMatchObject({ error: 'request_not_supported' })
    const host = testHost([client])
    host.documents.requestObjects.set(REQUEST_URI, unsigned)
    expect(await ask({ request_uri: REQUEST_URI }, client, host)).toMatchObject({ error: 'request_uri_not_supported' })
  })

  it('that is encrypted', async () => {
    expect(await ask({ request: 'a.b.c.d.e' })).toMatchObject({ error: 'request_not_supported' })
  })

  it('with an algorithm that the client does not use', async () => {
    const only = await clientWith({ requestObjectAlg: 'RS256' })
    expect(await ask({ request: await sign(inside()) }, only)).toMatchObject({ error: 'invalid_request_object' })
    expect(await ask({ request: await sign(inside(), { alg: 'RS256' }) }, only)).toHaveProperty('code')
  })

  it('of a client without keys', async () => {
    const keyless = await clientWith({ jwks: null })
    expect(await ask({ request: await sign(inside()) }, keyless)).toMatchObject({ error: 'invalid_request_object' })
  })

  it('whose keys cannot be fetched, and the client is not told that it did not prove itself', async () => {
    const remote = await clientWith({ jwks: null, jwksUri: 'https://app.example/keys' })
    const host = testHost([remote])
    host.documents.keys = () => {
      throw new OAuthError('invalid_client', 'jwks_uri does not answer')
    }
    expect(await ask({ request: await sign(inside()) }, remote, host)).toMatchObject({
      error: 'invalid_request_object',
      error_description: expect.stringContaining('jwks_uri does not answer'),
    })
  })

  it('beside a request_uri', async () => {
    const params = { request: await sign(inside()), request_uri: REQUEST_URI }
    expect(await ask(params)).toMatchObject({ error: 'invalid_request' })
  })

  it('on a page when nothing else says where the answer may go', async () => {
    const request = await sign(inside({ exp: 1 }))
    expect(await ask({ request, redirect_uri: null })).toEqual({
      page: 'redirect_uri_missing',
      rule: 'request_object_claims',
    })
    expect(await ask({ request, redirect_uri: 'https://evil.example/' })).toMatchObject({
      page: 'redirect_uri_unknown',
    })
  })
})

describe('an address of a request object', () => {
  it.each(['https://evil.example/request.jwt', 'http://169.254.169.254/', `${REQUEST_URI}?x=1`, 'urn:x:y'])(
    'is not asked when it is not registered: %s',
    async (request_uri) => {
      const host = testHost([client])
      host.documents.requestObject = () => {
        throw new Error('the address was asked')
      }
      expect(await ask({ request_uri }, client, host)).toMatchObject({ error: 'invalid_request_uri' })
    },
  )

  it('is refused when it does not answer', async () => {
    const host = testHost([client])
    host.documents.requestObject = () => {
      throw new OAuthError('invalid_request_uri', 'request_uri answered with status 404')
    }
    expect(await ask({ request_uri: REQUEST_URI }, client, host)).toMatchObject({
      error: 'invalid_request_uri',
      error_description: 'request_uri answered with status 404',
    })
  })
})

it('a client that signs its requests is not answered without', async () => {
  const strict = await clientWith({ requiresRequestObject: true })
  expect(await ask({}, strict)).toMatchObject({ error: 'invalid_request' })
  expect(await ask({ request: await sign(inside()) }, strict)).toHaveProperty('code')
})

it('parameters without a value count as not sent, RFC 6749 3.1', async () => {
  expect(await ask({ request: '', request_uri: '' })).toHaveProperty('code')
  const request = await sign(inside())
  expect(await ask({ request, request_uri: '' })).toMatchObject({ state: 'inside' })
  expect(await ask({ request: '', request_uri: 'https://evil.example/' })).toMatchObject({
    error: 'invalid_request_uri',
  })
  const strict = await clientWith({ requiresRequestObject: true })
  expect(await ask({ request: '' }, strict)).toMatchObject({ error: 'invalid_request' })
})

it('an endless object is not read', async () => {
  const host = testHost([client])
  host.documents.keys = () => {
    throw new Error('the object was read')
  }
  const request = `${await sign(inside())}${'x'.repeat(1_000_000)}`
  expect(await ask({ request }, client, host)).toMatchObject({ error: 'invalid_request' })
})

it('nothing beside the object counts twice', async () => {
  const params = authorizationParams({ request: await sign(inside()) })
  params.append('scope', 'openid phone')
  const outcome = await authorize({ host: testHost([client]), params, session: testSession(), now: NOW })
  expect(outcome).toMatchObject({ kind: 'redirect', error: { code: 'invalid_request' } })
})
