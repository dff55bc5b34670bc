import { beforeAll, describe, expect, it } from 'vitest'
import { basicHeader, CLIENT_SECRET, ISSUER, NOW, publicTestClient, testClient, testHost } from '../testing.ts'
import { assertionBody, clientRequest, ENDPOINT_URL, type TestKey, testKey } from '../testing-requests.ts'
import type { ProviderClient } from '../types.ts'
import { authenticateClient } from './authenticate-client.ts'
import { readClientCredentials } from './read-client-credentials.ts'
import type { ClientRequest } from './types.ts'

let es256: TestKey
let rs256: TestKey
beforeAll(async () => {
  es256 = await testKey('ES256', { kid: 'es' })
  rs256 = await testKey('RS256', { kid: 'rs' })
})

function keyHost(changes: Partial<ProviderClient> = {}) {
  const jwks = { keys: [es256.jwk, rs256.jwk] }
  return testHost([testClient({ tokenEndpointAuthMethod: 'private_key_jwt', secretHashes: [], jwks, ...changes })])
}

async function authenticate(
  body: Record<string, string>,
  host = keyHost(),
  changes: Partial<ClientRequest> = {},
): Promise<string> {
  const request = clientRequest(host, body, changes)
  return (await authenticateClient({ ...request, ...readClientCredentials(request) })).client.clientId
}

const seconds = NOW / 1000

describe('a client with a key', () => {
  it('gets in with an assertion, whether it repeats its client_id or not', async () => {
    expect(await authenticate(await assertionBody(es256))).toBe('web-app')
    expect(await authenticate(await assertionBody(rs256, {}, { kid: 'rs', typ: 'JWT' }))).toBe('web-app')
    expect(await authenticate({ ...(await assertionBody(es256)), client_id: 'web-app' })).toBe('web-app')
  })

  it.each([
    ['the issuer', ISSUER],
    ['the token endpoint', ENDPOINT_URL.token],
    ['the endpoint that is called', ENDPOINT_URL.pushedAuthorization],
    ['several', ['https://elsewhere.example', ISSUER]],
  ])('may name as audience %s', async (_, aud) => {
    const url = ENDPOINT_URL.pushedAuthorization
    expect(await authenticate(await assertionBody(es256, { aud }), keyHost(), { url })).toBe('web-app')
  })

  it('may have a clock that is a little ahead, or leave iat out', async () => {
    const ahead = { nbf: seconds + 8, iat: seconds + 10 }
    expect(await authenticate(await assertionBody(es256, ahead))).toBe('web-app')
    expect(await authenticate(await assertionBody(es256, { iat: undefined }))).toBe('web-app')
  })

  it('does not get in with a secret, not even its own', async () => {
    const host = keyHost({ secretHashes: testClient().secretHashes })
    const authorization = basicHeader('web-app', CLIENT_SECRET)
    await expect(authenticate({}, host, { authorization })).rejects.toThrow('registered for private_key_jwt')
    const body = { client_id: 'web-app', client_secret: CLIENT_SECRET }
    await expect(authenticate(body, host)).rejects.toThrow('registered for private_key_jwt')
    await expect(authenticate({ client_id: 'web-app' }, host)).rejects.toThrow('registered for private_key_jwt')
  })

  it('is refused when it is switched off', async () => {
    const host = keyHost({ isActive: false })
    await expect(authenticate(await assertionBody(es256), host)).rejects.toThrow('switched off')
  })
})

describe('an assertion', () => {
  it('counts once', async () => {
    const host = keyHost()
    const body = await assertionBody(es256)
    const results = await Promise.allSettled([authenticate(body, host), authenticate(body, host)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(authenticate(body, host)).rejects.toThrow('invalid_client: client_assertion was used before')
  })

  it('of another counts neither for nor against this client', async () => {
    const host = keyHost()
    const stranger = await testKey('ES256', { kid: 'es' })
    await expect(authenticate(await assertionBody(stranger, { jti: 'one' }), host)).rejects.toThrow('not signed')
    expect(await authenticate(await assertionBody(es256, { jti: 'one' }), host)).toBe('web-app')
  })

  it.each<[string, Record<string, unknown>]>([
    ['iss', { iss: 'native-app' }],
    ['iss', { iss: undefined }],
    ['sub', { sub: ['web-app'] }],
    ['aud', { aud: undefined }],
    ['aud', { aud: 'https://tickets.example' }],
    ['aud', { aud: [`${ISSUER}/`] }],
    ['has expired', { exp: seconds }],
    ['has expired', { exp: seconds - 300 }],
    ['no exp', { exp: undefined }],
    ['no exp', { exp: String(seconds + 60) }],
    ['more than an hour', { exp: seconds + 7200 }],
    ['in the future', { nbf: seconds + 61 }],
    ['in the future', { iat: seconds + 61 }],
    ['no number', { iat: 'now' }],
    ['jti', { jti: undefined }],
    ['jti', { jti: 7 }],
    ['jti', { jti: 'x'.repeat(501) }],
  ])('is refused for its claims: %s (%#)', async (word, changes) => {
    const refusal = authenticate({ ...(await assertionBody(es256, changes)), client_id: 'web-app' })
    await expect(refusal).rejects.toMatchObject({ code: 'invalid_client', message: expect.stringContaining(word) })
  })

  it('that was made for another purpose is refused', async () => {
    await expect(authenticate(await assertionBody(es256, {}, { typ: 'dpop+jwt' }))).rejects.toThrow('typ')
    await expect(authenticate(await assertionBody(es256, {}, { typ: 'oauth-authz-req+jwt' }))).rejects.toThrow('typ')
  })

  it('needs its type, a form, and a client', async () => {
    const body = await assertionBody(es256)
    const type = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }
    await expect(authenticate({ ...body, ...type })).rejects.toThrow('client_assertion_type must be')
    await expect(authenticate({ client_assertion: body.client_assertion })).rejects.toThrow('client_assertion_type')
    for (const client_assertion of ['x', 'a.b.c', await es256.sign({}, {})]) {
      await expect(authenticate({ ...body, client_assertion })).rejects.toThrow('names the client')
      await expect(authenticate({ ...body, client_assertion, client_id: 'web-app' })).rejects.toThrow('invalid_client')
    }
  })

  it('is signed in the way that the client is registered for', async () => {
    const host = keyHost({ tokenEndpointAuthSigningAlg: 'ES256' })
    expect(await authenticate(await assertionBody(es256), host)).toBe('web-app')
    await expect(authenticate(await assertionBody(rs256), host)).rejects.toThrow('must be signed with ES256')
  })

  it('is the only method of its request', async () => {
    const body = await assertionBody(es256)
    const authorization = basicHeader('web-app', CLIENT_SECRET)
    await expect(authenticate(body, keyHost(), { authorization })).rejects.toThrow(
      'invalid_request: The client used two',
    )
    await expect(authenticate({ ...body, client_secret: CLIENT_SECRET })).rejects.toThrow('two authentication methods')
  })

  it('is no good for a client with a secret or without anything', async () => {
    await expect(authenticate(await assertionBody(es256), testHost())).rejects.toThrow('registered for client_secret')
    const body = await assertionBody(es256, { iss: 'native-app', sub: 'native-app' })
    await expect(authenticate(body, testHost([publicTestClient()]))).rejects.toThrow('This client is public')
  })
})

describe('with high security', () => {
  const strict = () => keyHost({ isHighSecurity: true })

  it('only the issuer is the audience, as one text', async () => {
    expect(await authenticate(await assertionBody(es256), strict())).toBe('web-app')
    for (const aud of [[ISSUER], ENDPOINT_URL.token, ENDPOINT_URL.pushedAuthorization]) {
      const body = await assertionBody(es256, { aud })
      await expect(authenticate(body, strict(), { url: ENDPOINT_URL.pushedAuthorization })).rejects.toThrow('aud')
    }
  })

  it('RS256 is refused', async () => {
    await expect(authenticate(await assertionBody(rs256), strict())).rejects.toThrow('PS256, ES256, EdDSA')
    const host = keyHost({ isHighSecurity: true, tokenEndpointAuthSigningAlg: 'RS256' })
    await expect(authenticate(await assertionBody(rs256), host)).rejects.toThrow('invalid_client')
    await expect(authenticate(await assertionBody(es256), host)).rejects.toThrow('invalid_client')
  })

  it('secrets and public clients are refused, also when the whole issuer asks for it', async () => {
    const host = { ...testHost([testClient(), publicTestClient()]), isHighSecurity: true }
    const authorization = basicHeader('web-app', CLIENT_SECRET)
    await expect(authenticate({}, host, { authorization })).rejects.toThrow('private_key_jwt')
    await expect(authenticate({ client_id: 'native-app' }, host)).rejects.toThrow('private_key_jwt')
  })
})
