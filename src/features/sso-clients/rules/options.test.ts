import { describe, expect, test } from 'vitest'
import { readSettings } from '../rules.ts'
import { joinLifetime, splitLifetime } from './lifetimes.ts'
import { forum, problems } from './testing.ts'

const HOUR = 3600
const DAY = 24 * HOUR

describe('lifetimes', () => {
  test.each([
    ['accessTokenLifetimeS', 'access_token_lifetime', 60, DAY],
    ['idTokenLifetimeS', 'id_token_lifetime', 60, DAY],
    ['refreshIdleLifetimeS', 'refresh_idle_lifetime', HOUR, 365 * DAY],
    ['refreshAbsoluteLifetimeS', 'refresh_absolute_lifetime', 30 * DAY, 3650 * DAY],
  ])('%s has its bounds', (option, field, least, most) => {
    const wrong = (value: number) => problems({ options: { [option]: value } })[field]
    expect([wrong(least), wrong(most)]).toEqual([undefined, undefined])
    expect(wrong(least - 1)).toMatch(/^bounds|absoluteTooShort/)
    expect(wrong(most + 1)).toBe(`bounds.${field}`)
    expect([wrong(Number.NaN), wrong(least + 0.5)]).toEqual(['errors.wholeNumber', 'errors.wholeNumber'])
  })

  test('a refresh token cannot live longer unused than at all', () => {
    const options = { refreshIdleLifetimeS: 10 * DAY, refreshAbsoluteLifetimeS: 9 * DAY }
    expect(problems({ options })).toEqual({ refresh_absolute_lifetime: 'errors.absoluteTooShort' })
    expect(problems({ options: { ...options, refreshAbsoluteLifetimeS: 10 * DAY } })).toEqual({})
  })

  test.each([
    [3600, 1, 'hours'],
    [5400, 90, 'minutes'],
    [90, 90, 'seconds'],
    [86_400, 24, 'hours'],
  ] as const)('%i seconds are shown as %i %s', (seconds, amount, unit) => {
    expect(splitLifetime(seconds, ['minutes', 'hours'])).toEqual({ amount, unit })
    expect(joinLifetime(String(amount), unit)).toBe(seconds)
  })

  test.each(['', 'a', '-1', '1.5', '1e3', '9999999999'])('%j is no number', (amount) => {
    expect(joinLifetime(amount, 'hours')).toBeNaN()
  })

  test('a fresh login may be asked for at once, after a while, or never', () => {
    for (const defaultMaxAgeS of [0, HOUR, null]) expect(problems({ options: { defaultMaxAgeS } })).toEqual({})
    for (const defaultMaxAgeS of [-1, 0.5, Number.NaN, 4000 * DAY]) {
      expect(problems({ options: { defaultMaxAgeS } })).toEqual({ default_max_age: 'bounds.default_max_age' })
    }
  })
})

describe('addresses', () => {
  test.each([
    ['https://app.example/privacy?lang=de&state=1#data', undefined],
    ['http://app.example/', undefined],
    ['  https://app.example/  ', undefined],
    ['javascript:alert(1)', 'address.pageScheme'],
    ['javascript:alert(1)//?code=1', 'address.pageScheme'],
    ['com.example.app:/x', 'address.pageScheme'],
    ['data:text/html,x', 'address.pageScheme'],
    ['app.example', 'address.notAbsolute'],
    ['https://user:pass@app.example/', 'address.credentials'],
    ['https://app.example/"onclick', 'address.characters'],
    ['https://app.example/?a=<b>', 'address.characters'],
    [`https://app.example/?${'x'.repeat(2000)}`, 'address.tooLong'],
  ])('a page for people at %s', (policyUri, problem) => {
    expect(problems({ options: { policyUri } }).policy_uri).toBe(problem)
  })

  test('what is empty is none', () => {
    const options = { clientUri: ' ', jwksUri: '', sectorIdentifierUri: '', initiateLoginUri: '' }
    expect(readSettings({ ...forum, options })).toMatchObject({
      clientUri: null,
      jwksUri: null,
      initiateLoginUri: null,
    })
  })

  test('addresses of request objects are https and may have a fragment; each wrong line is named', () => {
    const requestUris = ['https://app.example/r#v1', '', 'http://app.example/r', 'x']
    expect(problems({ options: { requestUris } })).toEqual({
      'request_uris.3': 'address.insecure',
      'request_uris.4': 'address.notAbsolute',
    })
    expect(readSettings({ ...forum, options: { requestUris: requestUris.slice(0, 2) } }).requestUris).toEqual([
      'https://app.example/r#v1',
    ])
    const many = Array.from({ length: 51 }, (_, index) => `https://app.example/${index}`)
    expect(problems({ options: { requestUris: many } })).toEqual({ request_uris: 'errors.tooMany' })
  })

  test('contacts are email addresses', () => {
    expect(problems({ options: { contacts: ['a@b.example', 'nobody'] } })).toEqual({ contacts: 'errors.contact' })
    const many = Array.from({ length: 11 }, (_, index) => `a${index}@b.example`)
    expect(problems({ options: { contacts: many } })).toEqual({ contacts: 'errors.tooManyContacts' })
  })
})

describe('an ID of its own for each sector', () => {
  const pairwise = { subjectType: 'pairwise' } as const

  test('needs one host, or a document that names all addresses', () => {
    expect(problems({ options: pairwise })).toEqual({})
    const redirectUris = ['https://a.example/cb', 'https://a.example:8443/cb', 'https://b.example/cb']
    expect(problems({ redirectUris: redirectUris.slice(0, 2), options: pairwise })).toEqual({})
    expect(problems({ redirectUris, options: pairwise })).toEqual({ sector_identifier_uri: 'errors.sectorForHosts' })
    const sectorIdentifierUri = 'https://a.example/sector.json'
    expect(problems({ redirectUris, options: { ...pairwise, sectorIdentifierUri } })).toEqual({})
    const phone = { clientType: 'public', redirectUris: ['com.example.app:/cb'] }
    expect(problems({ ...phone, options: pairwise })).toEqual({ sector_identifier_uri: 'errors.sectorForOwnScheme' })
  })

  test('has its document behind https on every host', () => {
    expect(problems({ options: { ...pairwise, sectorIdentifierUri: 'http://127.0.0.1/s' } })).toEqual({
      sector_identifier_uri: 'address.onlyHttps',
    })
  })

  test('is public or pairwise', () => {
    expect(problems({ options: { subjectType: 'private' } })).toEqual({ subject_type: 'errors.unknownWord' })
  })
})

test('an access token of the browser cannot be bound to a key', () => {
  const options = { dpopBoundAccessTokens: true }
  expect(problems({ options })).toEqual({})
  expect(problems({ responseTypes: ['code', 'id_token token'], options })).toEqual({
    dpop_bound_access_tokens: 'errors.dpopFrontChannel',
  })
  expect(problems({ responseTypes: ['code id_token'], options })).toEqual({})
})

test('the logo is no setting that can be typed', () => {
  expect(readSettings({ ...forum, options: { logoHash: 'x' } }).logoHash).toBeNull()
})
