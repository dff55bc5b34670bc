import { expect, it } from 'vitest'
import { ISSUER } from '../testing.ts'
import { responseLocation } from './response-location.ts'

const target = { redirectUri: 'https://app.example/cb', state: null, issuer: ISSUER }
const ISS = `iss=${encodeURIComponent(ISSUER)}`

it('adds the response, the state and the issuer', () => {
  expect(responseLocation({ ...target, state: 's' }, { code: 'c' })).toBe(
    `https://app.example/cb?code=c&state=s&${ISS}`,
  )
})

it.each([
  ['https://app.example/cb?tenant=7&x=%20y', `https://app.example/cb?tenant=7&x=%20y&code=c&${ISS}`],
  ['https://app.example/cb?', `https://app.example/cb?code=c&${ISS}`],
  ['https://app.example/cb?a=&', `https://app.example/cb?a=&code=c&${ISS}`],
  ['com.example.app:/cb', `com.example.app:/cb?code=c&${ISS}`],
  ['http://[::1]:4711/cb', `http://[::1]:4711/cb?code=c&${ISS}`],
])('keeps the query of %s', (redirectUri, location) => {
  expect(responseLocation({ ...target, redirectUri }, { code: 'c' })).toBe(location)
})

it.each(['a b', 'a+b', '%41', '"<>&=#?', 'ü🎫', '-._~'.repeat(32), 'x'.repeat(4096), 'a\r\nSet-Cookie: x=y'])(
  'gives the state back as it came, whatever it is (%#)',
  (state) => {
    const location = responseLocation({ ...target, state }, { code: 'c' })
    expect(location).toMatch(/^[\x21-\x7e]+$/)
    expect(new URL(location).searchParams.getAll('state')).toEqual([state])
    expect(decodeURIComponent(/[?&]state=([^&]*)/.exec(location)?.[1] ?? '')).toBe(state)
  },
)
