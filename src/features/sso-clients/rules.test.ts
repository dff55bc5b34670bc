import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { systemRandom } from '../../core/random.ts'
import { DEFAULT_OPTIONS } from './options.ts'
import { grantTypesOf, newClientId, readSettings } from './rules.ts'
import type { SsoClientInput } from './types.ts'

const forum = { name: 'Forum', redirectUris: ['https://forum.example/cb'] }

function problems(input: SsoClientInput): Record<string, string> {
  try {
    readSettings(input)
    return {}
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return Object.fromEntries(Object.entries(error.fields).map(([field, message]) => [field, message.key]))
  }
}

test('a name and an address make a confidential client that needs PKCE and may ask for who somebody is', () => {
  expect(readSettings(forum)).toEqual({
    ...DEFAULT_OPTIONS,
    name: 'Forum',
    isActive: true,
    clientType: 'confidential',
    authMethod: 'client_secret_basic',
    responseTypes: ['code'],
    redirectUris: ['https://forum.example/cb'],
    postLogoutRedirectUris: [],
    allowedScopes: ['openid', 'profile', 'email', 'phone', 'address'],
    requirePkce: true,
    consent: 'never',
    idTokenAlg: 'RS256',
    backchannelLogoutUri: null,
    frontchannelLogoutUri: null,
  })
})

test('a public client has no secret and always needs PKCE', () => {
  const settings = readSettings({ ...forum, clientType: 'public', requirePkce: false })
  expect(settings).toMatchObject({ authMethod: 'none', requirePkce: true })
  expect(problems({ ...forum, clientType: 'public', authMethod: 'client_secret_post' })).toEqual({
    token_endpoint_auth_method: 'ssoClients:errors.publicMethod',
  })
  expect(problems({ ...forum, authMethod: 'none' })).toEqual({
    token_endpoint_auth_method: 'ssoClients:errors.confidentialMethod',
  })
})

test('a client that changes its type gets the method that fits', () => {
  const isPublic = readSettings({ ...forum, clientType: 'public' })
  expect(readSettings({ clientType: 'confidential' }, isPublic).authMethod).toBe('client_secret_basic')
  const isPost = readSettings({ ...forum, authMethod: 'client_secret_post' })
  expect(readSettings({ name: 'Other' }, isPost).authMethod).toBe('client_secret_post')
})

test('the words of a response type may come in any order', () => {
  const settings = readSettings({ ...forum, responseTypes: ['token id_token code', 'code'] })
  expect(settings.responseTypes).toEqual(['code', 'code id_token token'])
})

test('grant types follow from response types', () => {
  expect(grantTypesOf(['code'], ['openid'])).toEqual(['authorization_code'])
  expect(grantTypesOf(['id_token', 'id_token token'], ['openid', 'offline_access'])).toEqual(['implicit'])
  expect(grantTypesOf(['code id_token'], ['openid', 'offline_access'])).toEqual([
    'authorization_code',
    'implicit',
    'refresh_token',
  ])
})

describe('names each wrong field', () => {
  const cases: [string, SsoClientInput, Record<string, string>][] = [
    ['no name', { ...forum, name: '  ' }, { name: 'ssoClients:errors.noName' }],
    ['a long name', { ...forum, name: 'x'.repeat(101) }, { name: 'ssoClients:errors.longName' }],
    ['control characters', { ...forum, name: 'a\u0000b' }, { name: 'ssoClients:errors.controlCharacters' }],
    ['no address', { name: 'Forum', redirectUris: ['', ' '] }, { redirect_uris: 'ssoClients:errors.noRedirectUri' }],
    ['an unknown type', { ...forum, clientType: 'secret' }, { client_type: 'ssoClients:errors.unknownWord' }],
    ['an unknown flow', { ...forum, responseTypes: ['token'] }, { response_types: 'ssoClients:errors.unknownWord' }],
    ['no flow', { ...forum, responseTypes: [] }, { response_types: 'ssoClients:errors.chooseOne' }],
    [
      'an unknown scope',
      { ...forum, allowedScopes: ['openid', 'x'] },
      { allowed_scopes: 'ssoClients:errors.unknownWord' },
    ],
    ['no openid', { ...forum, allowedScopes: ['email'] }, { allowed_scopes: 'ssoClients:errors.noOpenid' }],
    [
      'an unknown method',
      { ...forum, authMethod: 'tls' },
      { token_endpoint_auth_method: 'ssoClients:errors.unknownWord' },
    ],
    ['an unknown consent', { ...forum, consent: 'maybe' }, { consent: 'ssoClients:errors.unknownWord' }],
    ['an unknown algorithm', { ...forum, idTokenAlg: 'none' }, { id_token_alg: 'ssoClients:errors.unknownWord' }],
    [
      'an insecure logout address',
      { ...forum, backchannelLogoutUri: 'http://rp.example/out' },
      { backchannel_logout_uri: 'ssoClients:address.insecure' },
    ],
    [
      'a logout address of an app on a phone',
      { ...forum, frontchannelLogoutUri: 'com.example.app:/out' },
      { frontchannel_logout_uri: 'ssoClients:address.scheme' },
    ],
  ]
  test.each(cases)('%s', (_what, input, expected) => {
    expect(problems(input)).toEqual(expected)
  })
})

test('tells every line that is wrong by its number', () => {
  const redirectUris = ['https://ok.example/cb', 'http://x.example/', '', 'https://a.example/#b', 'com.app.x:/cb']
  expect(problems({ name: 'Forum', redirectUris })).toEqual({
    'redirect_uris.2': 'ssoClients:line.insecure',
    'redirect_uris.4': 'ssoClients:line.fragment',
    'redirect_uris.5': 'ssoClients:line.privateScheme',
  })
})

test('an address that stands twice is kept once, and no more than fifty', () => {
  expect(readSettings({ ...forum, redirectUris: ['https://a.example/', ' https://a.example/ '] }).redirectUris).toEqual(
    ['https://a.example/'],
  )
  const many = Array.from({ length: 51 }, (_, index) => `https://a.example/${index}`)
  expect(problems({ ...forum, redirectUris: many })).toEqual({ redirect_uris: 'ssoClients:errors.tooMany' })
})

test('client IDs are long, readable and never the same', () => {
  const ids = new Set(Array.from({ length: 100 }, () => newClientId(systemRandom)))
  expect(ids.size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[a-hj-np-z2-9]{32}$/)
})
