import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../../../core/errors.ts'
import { EC_KEY, forum } from '../rules/testing.ts'
import { DEFAULTS, readSettings } from '../rules.ts'
import type { SsoClientSettings } from '../types.ts'
import { newClientValues, valuesOf } from './client-values.ts'
import { readClientForm, WAS_LOCKED } from './read-form.ts'
import { inputOf } from './to-input.ts'
import type { ClientFormValues } from './values.ts'

/** What a browser sends for a form that shows these values. */
function sent({ text, tick, list }: ClientFormValues): Record<string, unknown> {
  const ticked = Object.entries(tick).filter(([, isTicked]) => isTicked)
  return { ...text, ...list, ...Object.fromEntries(ticked.map(([name]) => [name, 'on'])) }
}

const rich: SsoClientSettings = readSettings({
  ...forum,
  authMethod: 'private_key_jwt',
  responseTypes: ['code', 'code id_token'],
  requirePkce: false,
  allowedScopes: ['openid', 'offline_access'],
  consent: 'always',
  idTokenAlg: 'EdDSA',
  postLogoutRedirectUris: ['https://forum.example/out'],
  backchannelLogoutUri: 'https://forum.example/bc',
  frontchannelLogoutUri: 'https://forum.example/fc',
  jwksText: JSON.stringify({ keys: [EC_KEY] }),
  options: {
    isFirstParty: true,
    clientUri: 'https://forum.example/',
    tokenEndpointAuthSigningAlg: 'ES256',
    subjectType: 'pairwise',
    accessTokenLifetimeS: 90,
    refreshIdleLifetimeS: 5 * 3600,
    defaultMaxAgeS: 600,
    backchannelLogoutSessionRequired: false,
    requestUris: ['https://forum.example/r'],
    requestObjectSigningAlg: 'PS256',
    requirePushedAuthorizationRequests: true,
    userinfoSigningAlg: 'ES256',
    contacts: ['a@forum.example'],
  },
})

test.each([
  ['a simple client', readSettings(forum)],
  ['a client with everything', rich],
  ['a public client', readSettings({ ...forum, clientType: 'public' })],
  [
    'a client with high security',
    readSettings({ ...forum, jwksText: JSON.stringify([EC_KEY]), options: { isHighSecurity: true } }),
  ],
])('%s stays as it is when its form is sent unchanged', (_what, client) => {
  const values = valuesOf(client)
  const typed = readClientForm(sent(values), values)
  expect(typed).toEqual(values)
  expect(readSettings(inputOf(typed), client)).toEqual(client)
})

test('the form of a new client makes a client with the standard settings', () => {
  const typed = readClientForm(
    { ...sent(newClientValues(false)), name: 'Forum', redirect_uris: 'https://a.example/' },
    newClientValues(false),
  )
  expect(readSettings(inputOf(typed))).toEqual({ ...DEFAULTS, name: 'Forum', redirectUris: ['https://a.example/'] })
})

test('nothing is ticked by itself, and what was not sent keeps its value', () => {
  const typed = readClientForm({ name: 'x' }, valuesOf(rich))
  expect(typed.tick.is_active).toBe(false)
  expect(typed.text.jwks).toBe(valuesOf(rich).text.jwks)
  expect(typed.list.allowed_scopes).toEqual([])
})

test('fields that were locked are not switched off because browsers do not send them', () => {
  const before = valuesOf(
    readSettings({ ...forum, jwksText: JSON.stringify([EC_KEY]), options: { isHighSecurity: true } }),
  )
  const typed = readClientForm({ name: 'x', [WAS_LOCKED]: '1' }, before)
  expect(typed.tick).toMatchObject({
    high_security: false,
    require_pkce: true,
    dpop_bound_access_tokens: true,
    require_pushed_authorization_requests: true,
  })
})

test('high security leaves to the rules what it decides', () => {
  const values = newClientValues(true)
  const typed = readClientForm({ ...sent(values), token_endpoint_auth_method: 'client_secret_basic' }, values)
  const input = inputOf(typed)
  expect(input).not.toHaveProperty('authMethod')
  expect(input).not.toHaveProperty('responseTypes')
  expect(input).not.toHaveProperty('idTokenAlg')
})

describe('a body that no form of ours sends', () => {
  test.each([
    ['lists for a text', { name: ['a', 'b'] }, 'name'],
    ['an object', { redirect_uris: { a: 1 } }, 'redirect_uris'],
    ['an endless text', { name: 'x'.repeat(3000) }, 'name'],
    ['an endless list', { allowed_scopes: Array.from({ length: 30 }, () => 'openid') }, 'allowed_scopes'],
  ])('with %s is refused', (_what, body, field) => {
    const read = () => readClientForm(body, newClientValues(false))
    expect(read).toThrow(InvalidInput)
    expect(read).toThrow(field)
  })

  test.each([null, undefined, 'text', 7])('such as %j reads as empty', (body) => {
    expect(readClientForm(body, newClientValues(false)).text.name).toBe('')
  })
})
