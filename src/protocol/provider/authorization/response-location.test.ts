import fc from 'fast-check'
import { expect, it } from 'vitest'
import { responseLocation } from './response-location.ts'

it.each([
  ['https://app.example/cb', 'https://app.example/cb?code=c&state=s'],
  ['https://app.example/cb?tenant=7&x=%20y', 'https://app.example/cb?tenant=7&x=%20y&code=c&state=s'],
  ['https://app.example/cb?', 'https://app.example/cb?code=c&state=s'],
  ['https://app.example/cb?a=&', 'https://app.example/cb?a=&code=c&state=s'],
  ['com.example.app:/cb', 'com.example.app:/cb?code=c&state=s'],
  ['http://[::1]:4711/cb', 'http://[::1]:4711/cb?code=c&state=s'],
])('adds to the query of %s and keeps what is there', (redirectUri, location) => {
  expect(responseLocation(redirectUri, 'query', { code: 'c', state: 's' })).toBe(location)
})

it('writes the fragment and leaves the query as it is', () => {
  expect(responseLocation('https://app.example/cb?tenant=7', 'fragment', { code: 'c', state: 's' })).toBe(
    'https://app.example/cb?tenant=7#code=c&state=s',
  )
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('a b', 'a+b', '%41', '"<>&=#?', 'a\r\nSet-Cookie: x=y', '-._~'.repeat(32)),
)
const redirectUri = fc.constantFrom('https://app.example/cb', 'https://app.example/cb?x=1', 'com.example.app:/cb')

it('gives every value back as it came, and no value becomes another parameter', () => {
  fc.assert(
    fc.property(redirectUri, fc.constantFrom('query', 'fragment'), anyText, anyText, (uri, mode, state, code) => {
      const location = responseLocation(uri, mode, { code, state })
      expect(location).toMatch(/^[\x21-\x7e]+$/)
      expect(location.startsWith(uri)).toBe(true)
      const url = new URL(location)
      const fields = new URLSearchParams(mode === 'query' ? url.search : url.hash.slice(1))
      expect(fields.getAll('state')).toEqual([state])
      expect(fields.getAll('code')).toEqual([code])
      expect([...fields.keys()].filter((name) => name !== 'x')).toEqual(['code', 'state'])
      expect(decodeURIComponent(/[?&#]state=([^&]*)/.exec(location)?.[1] ?? '')).toBe(state)
    }),
  )
})
