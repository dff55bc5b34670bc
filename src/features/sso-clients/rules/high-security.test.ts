import { describe, expect, test } from 'vitest'
import { readSettings } from '../rules.ts'
import { EC_KEY, forum, problems } from './testing.ts'

const jwksText = JSON.stringify({ keys: [EC_KEY] })
const high = { ...forum, jwksText, options: { isHighSecurity: true } } as const

test('all that FAPI 2.0 demands follows from one switch', () => {
  expect(readSettings(high)).toMatchObject({
    clientType: 'confidential',
    authMethod: 'private_key_jwt',
    responseTypes: ['code'],
    requirePkce: true,
    requirePushedAuthorizationRequests: true,
    dpopBoundAccessTokens: true,
    idTokenAlg: 'ES256',
    userinfoSigningAlg: null,
  })
})

test('what a client had before gives way', () => {
  const before = readSettings({
    ...forum,
    responseTypes: ['code', 'id_token token'],
    requirePkce: false,
    jwksText,
    options: { userinfoSigningAlg: 'RS256', requestObjectSigningAlg: 'RS256' },
  })
  expect(readSettings({ options: { isHighSecurity: true } }, before)).toMatchObject({
    authMethod: 'private_key_jwt',
    responseTypes: ['code'],
    requirePkce: true,
    userinfoSigningAlg: 'ES256',
    requestObjectSigningAlg: null,
  })
})

test('nothing that it implies can be taken back while it is on', () => {
  const before = readSettings(high)
  const options = { requirePushedAuthorizationRequests: false, dpopBoundAccessTokens: false }
  expect(readSettings({ requirePkce: false, options }, before)).toMatchObject({
    requirePkce: true,
    requirePushedAuthorizationRequests: true,
    dpopBoundAccessTokens: true,
  })
  expect(readSettings({ options: { isHighSecurity: false, dpopBoundAccessTokens: false } }, before)).toMatchObject({
    isHighSecurity: false,
    dpopBoundAccessTokens: false,
    requirePushedAuthorizationRequests: true,
  })
})

describe('what contradicts it is refused', () => {
  test.each([
    ['a public client', { clientType: 'public' }, { client_type: 'highSecurity.confidential' }],
    ['a secret', { authMethod: 'client_secret_basic' }, { token_endpoint_auth_method: 'highSecurity.method' }],
    ['tokens in the browser', { responseTypes: ['code', 'id_token'] }, { response_types: 'highSecurity.codeOnly' }],
    ['RS256', { idTokenAlg: 'RS256' }, { id_token_alg: 'highSecurity.tokenAlg' }],
    [
      'RS256 for user info',
      { options: { isHighSecurity: true, userinfoSigningAlg: 'RS256' } },
      { userinfo_signed_response_alg: 'highSecurity.tokenAlg' },
    ],
    [
      'RS256 of the app',
      { options: { isHighSecurity: true, tokenEndpointAuthSigningAlg: 'RS256' } },
      { token_endpoint_auth_signing_alg: 'highSecurity.clientAlg' },
    ],
    ['no keys', { jwksText: '' }, { jwks: 'keys.neededForMethod' }],
  ])('%s', (_what, input, expected) => {
    expect(problems({ ...high, ...input })).toMatchObject(expected)
  })
})
