import { expect, test } from 'vitest'
import { inputOf } from './input.ts'
import { readMetadata } from './read.ts'

const CALLBACK = 'https://app.example/cb'

function input(members: Record<string, unknown> = {}, isHighSecurity = false) {
  return inputOf(readMetadata(JSON.stringify({ redirect_uris: [CALLBACK], ...members })), isHighSecurity)
}

/** The word of the refusal and its description. */
function refusal(members: Record<string, unknown> | string): string[] {
  try {
    if (typeof members === 'string') readMetadata(members)
    else input(members)
    return ['none']
  } catch (error) {
    const { code, description } = error as { code: string; description: string }
    return [code, description]
  }
}

test('what is left out has the values of the standards', () => {
  expect(input()).toMatchObject({
    name: 'app.example',
    clientType: 'confidential',
    authMethod: 'client_secret_basic',
    responseTypes: ['code'],
    redirectUris: [CALLBACK],
    allowedScopes: ['openid', 'profile', 'email', 'phone', 'address'],
    idTokenAlg: 'RS256',
    options: { subjectType: 'public', jwks: null, jwksUri: null, userinfoSigningAlg: null, defaultMaxAgeS: null },
  })
})

test('null and empty members count as left out, unknown ones are ignored', () => {
  expect(
    input({ client_name: null, client_uri: '', jwks: null, surprise: { a: 1 }, 'client_name#de': 'Forum' }),
  ).toEqual(input())
})

test('an app without a secret is public', () => {
  expect(input({ token_endpoint_auth_method: 'none' })).toMatchObject({ clientType: 'public', authMethod: 'none' })
})

test.each([
  [{ grant_types: ['authorization_code', 'refresh_token'] }, true],
  [{ grant_types: ['authorization_code'], scope: 'openid offline_access' }, false],
  [{ scope: 'openid offline_access' }, true],
  [{ grant_types: ['refresh_token'], response_types: ['id_token'] }, false],
  [{ grant_types: ['implicit', 'refresh_token'], response_types: ['code id_token'] }, true],
  [{}, false],
])('staying connected goes with the grant type, or with the scope when none is named: %j', (members, isAllowed) => {
  expect(input(members).allowedScopes?.includes('offline_access')).toBe(isAllowed)
})

test('scopes that are asked for are allowed as far as they are known, openid always', () => {
  expect(input({ scope: 'email memberships unheard' }).allowedScopes).toEqual(['openid', 'email', 'memberships'])
})

test.each([
  ['', 'invalid_client_metadata'],
  ['no json', 'invalid_client_metadata'],
  ['[]', 'invalid_client_metadata'],
  ['null', 'invalid_client_metadata'],
  ['{}', 'invalid_redirect_uri'],
  ['{"redirect_uris":[]}', 'invalid_redirect_uri'],
  ['{"redirect_uris":"https://app.example/cb"}', 'invalid_redirect_uri'],
  ['{"redirect_uris":[1]}', 'invalid_redirect_uri'],
  ['{"__proto__":{"redirect_uris":["https://app.example/cb"]}}', 'invalid_redirect_uri'],
])('a body without metadata is refused: %s', (body, code) => {
  expect(refusal(body)[0]).toBe(code)
})

test.each([
  ['client_name', 5],
  ['client_name', 'x'.repeat(101)],
  ['contacts', 'ann@example.org'],
  ['response_types', []],
  ['response_types', Array(21).fill('code')],
  ['grant_types', ['client_credentials']],
  ['application_type', 'desktop'],
  ['subject_type', 'private'],
  ['default_max_age', -1],
  ['default_max_age', '60'],
  ['require_auth_time', 'yes'],
  ['dpop_bound_access_tokens', 1],
  ['jwks', { keys: [] }],
  ['jwks', { keys: [{ kty: 'oct', k: 'secret' }] }],
  ['userinfo_signed_response_alg', 'HS256'],
  ['initiate_login_uri', 'http://app.example/start'],
  ['initiate_login_uri', 'nonsense'],
  ['id_token_encrypted_response_alg', 'RSA-OAEP'],
  ['userinfo_encrypted_response_alg', 'RSA-OAEP'],
  ['request_object_encryption_alg', 'RSA-OAEP'],
])('%s is refused with its name: %j', (member, value) => {
  const [code, description] = refusal({ [member]: value })
  expect(code).toBe('invalid_client_metadata')
  expect(description).toMatch(new RegExp(`^${member} `))
  expect(description).not.toContain('?')
})

test.each([
  [['http://app.example/cb'], {}],
  [['https://app.example/cb#top'], {}],
  [['com.example.app:/cb'], {}],
  [['javascript:alert(1)'], { token_endpoint_auth_method: 'none' }],
  [['https://localhost/cb'], { response_types: ['id_token'] }],
  [['http://127.0.0.1/cb'], { response_types: ['code id_token'] }],
  [[CALLBACK, 'https://user@app.example/cb'], {}],
  [Array(51).fill(CALLBACK), {}],
  [[`https://app.example/${'x'.repeat(2000)}`], {}],
])('redirect URIs that may not be registered: %j %j', (redirect_uris, more) => {
  expect(refusal({ redirect_uris, ...more })[0]).toBe('invalid_redirect_uri')
})

test.each([
  [['http://127.0.0.1/cb'], {}],
  [['https://localhost/cb'], {}],
  [['com.example.app:/cb'], { token_endpoint_auth_method: 'none', application_type: 'native' }],
  [['http://localhost:9/cb'], { response_types: ['code id_token'], application_type: 'native' }],
])('redirect URIs that may be registered: %j %j', (redirect_uris, more) => {
  expect(input({ redirect_uris, ...more }).redirectUris).toEqual(redirect_uris)
})

test('with high security nothing is presumed that it forbids', () => {
  const strict = input({}, true)
  expect(strict.options.isHighSecurity).toBe(true)
  expect(strict).not.toHaveProperty('authMethod')
  expect(strict).not.toHaveProperty('idTokenAlg')
  expect(input({ token_endpoint_auth_method: 'client_secret_post' }, true).authMethod).toBe('client_secret_post')
  expect(input().options).not.toHaveProperty('isHighSecurity')
})
