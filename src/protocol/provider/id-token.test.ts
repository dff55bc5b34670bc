import { expect, it } from 'vitest'
import { idTokenClaims, leftHalfHash, PROTOCOL_CLAIMS } from './id-token.ts'
import { ISSUER, NOW, testClient, testSession } from './testing.ts'

const facts = {
  issuer: ISSUER,
  client: testClient({ idTokenLifetimeS: 300 }),
  ...testSession(),
  now: NOW + 999,
  nonce: 'n-0S6_WzA2Mj',
  accessToken: 'token',
}

it('says who logged in when, at whom, and for whom, in seconds', () => {
  expect(idTokenClaims(facts)).toEqual({
    iss: ISSUER,
    sub: 'QX7PL4D',
    aud: 'web-app',
    azp: 'web-app',
    iat: NOW / 1000,
    exp: NOW / 1000 + 300,
    auth_time: NOW / 1000 - 600,
    nonce: 'n-0S6_WzA2Mj',
    at_hash: leftHalfHash('token'),
    sid: 'session-1',
    amr: ['pwd'],
  })
})

it('leaves out nonce, sid and amr when there are none', () => {
  expect(Object.keys(idTokenClaims({ ...facts, nonce: null, sid: null, amr: [] })).sort()).toEqual(
    ['iss', 'sub', 'aud', 'azp', 'iat', 'exp', 'auth_time', 'at_hash'].sort(),
  )
})

it('has no claim that discovery does not name', () => {
  expect(Object.keys(idTokenClaims(facts)).filter((name) => !PROTOCOL_CLAIMS.includes(name))).toEqual([])
})

it('hashes like the example of OpenID Connect Core A.3', () => {
  expect(leftHalfHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y')).toBe('77QmUPtjPfzWtF2AnpK9RQ')
})
