import { expect, it } from 'vitest'
import { testClient } from '../testing.ts'
import { frontChannelAddress } from './front-channel.ts'
import { logoutTokenClaims } from './logout-token.ts'
import { returnLocation } from './return-location.ts'

const facts = { issuer: 'https://tickets.example/acme', sid: 's1' }

it('says in a logout token who, where and what, for two minutes and without a nonce', () => {
  const now = 1_700_000_000_999
  expect(logoutTokenClaims({ ...facts, clientId: 'web-app', subject: 'QX7PL4D', jti: 'j1', now })).toEqual({
    iss: 'https://tickets.example/acme',
    sub: 'QX7PL4D',
    aud: 'web-app',
    iat: 1_700_000_000,
    exp: 1_700_000_120,
    jti: 'j1',
    sid: 's1',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
})

it('adds issuer and session to the query of a front-channel address for apps that ask for them', () => {
  const address = (frontchannelLogoutUri: string | null, frontchannelLogoutSessionRequired: boolean, isActive = true) =>
    frontChannelAddress(testClient({ frontchannelLogoutUri, frontchannelLogoutSessionRequired, isActive }), facts)
  const session = 'iss=https%3A%2F%2Ftickets.example%2Facme&sid=s1'
  expect(address('https://app.example/out', true)).toBe(`https://app.example/out?${session}`)
  expect(address('https://app.example/out?a=%20b', true)).toBe(`https://app.example/out?a=%20b&${session}`)
  expect(address('https://app.example/out?a=1', false)).toBe('https://app.example/out?a=1')
  expect(address(null, true)).toBeNull()
  expect(address('https://app.example/out', true, false)).toBeNull()
})

it('sends state back as it came, on the address as it is registered', () => {
  const uris = ['https://app.example/bye', 'https://app.example/bye?x=1', 'https://app.example?']
  const client = testClient({ postLogoutRedirectUris: uris })
  const state = `-._~ +&=#%/?\u00e4${'x'.repeat(128)}`
  for (const uri of uris) {
    const location = returnLocation(client, { uri, state })
    expect(location?.startsWith(uri)).toBe(true)
    expect(new URL(location ?? '').searchParams.get('state')).toBe(state)
  }
  expect(returnLocation(client, { uri: 'https://app.example/bye', state: null })).toBe('https://app.example/bye')
  expect(returnLocation(client, null)).toBeNull()
})

it('sends nobody to an address that is not registered any more, or to an app that was switched off', () => {
  const target = { uri: 'https://app.example/bye', state: null }
  expect(returnLocation(testClient(), target)).toBeNull()
  expect(returnLocation(testClient({ isActive: false, postLogoutRedirectUris: [target.uri] }), target)).toBeNull()
  expect(returnLocation(null, target)).toBeNull()
})
