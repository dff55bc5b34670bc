import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { leftHalfHash } from '../keys/left-half-hash.ts'
import { acrOf, type IdTokenFacts, idTokenClaims, PROTOCOL_CLAIMS } from './id-token.ts'
import { ISSUER, NOW, testClient, testSession } from './testing.ts'

const facts: IdTokenFacts = {
  issuer: ISSUER,
  client: testClient({ idTokenLifetimeS: 300 }),
  alg: 'ES256',
  ...testSession(),
  now: NOW + 999,
  nonce: 'n-0S6_WzA2Mj',
  code: 'code',
  accessToken: 'token',
  asked: null,
}

it('says who logged in when and how, at whom, and for whom, in seconds', () => {
  expect(idTokenClaims(facts)).toEqual({
    iss: ISSUER,
    sub: 'QX7PL4D',
    aud: 'web-app',
    azp: 'web-app',
    iat: NOW / 1000,
    exp: NOW / 1000 + 300,
    auth_time: NOW / 1000 - 600,
    nonce: 'n-0S6_WzA2Mj',
    c_hash: leftHalfHash('code', 'ES256'),
    at_hash: leftHalfHash('token', 'ES256'),
    sid: 'session-1',
    acr: '1',
    amr: ['pwd'],
  })
})

it('leaves out nonce, hashes, sid and amr when there are none', () => {
  const bare = { ...facts, nonce: null, code: null, accessToken: null, sid: null, amr: [] }
  expect(Object.keys(idTokenClaims(bare)).sort()).toEqual(
    ['iss', 'sub', 'aud', 'azp', 'iat', 'exp', 'auth_time', 'acr'].sort(),
  )
})

it('has no claim that discovery does not name', () => {
  expect(Object.keys(idTokenClaims(facts)).sort()).toEqual([...PROTOCOL_CLAIMS].sort())
})

it('takes claims about the person along, and none that poses as one of the protocol', () => {
  const profile = { name: 'Ada', iss: 'https://evil.example', sub: 'OTHER', aud: 'other', acr: '2', exp: 9e9 }
  expect(idTokenClaims({ ...facts, profile })).toEqual({ ...idTokenClaims(facts), name: 'Ada' })
})

it.each([
  [['pwd'], undefined, '1'],
  [[], { values: ['2'] }, '1'],
  [['pwd', 'otp', 'mfa'], undefined, '2'],
  [['mfa'], null, '2'],
  [['mfa'], { value: '1' }, '1'],
  [['mfa'], { values: ['1', '2'] }, '2'],
  [['mfa'], { values: ['x'] }, '2'],
] as const)('a login with %j that was asked for with %j is of class %s', (amr, asked, acr) => {
  expect(acrOf(amr, asked)).toBe(acr)
})

it('hashes like the example of OpenID Connect Core A.3', () => {
  for (const alg of ['RS256', 'ES256'] as const) {
    expect(leftHalfHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', alg)).toBe('77QmUPtjPfzWtF2AnpK9RQ')
  }
})

it('hashes with SHA-512 for Ed25519', () => {
  const half = createHash('sha512').update('value').digest().subarray(0, 32)
  expect(leftHalfHash('value', 'EdDSA')).toBe(half.toString('base64url'))
})
