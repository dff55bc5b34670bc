import { expect, test } from 'vitest'
import { detailOf } from './detail.ts'
import { keptClaims, LEFT_OUT } from './kept-claims.ts'

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl-_x'
const SECRET = 'ZtKo8Wn3hOKgqkS4a1uQ2dIuIBv0qkq9uVx5hH1sYzA'

test('what a provider says about a person is kept as it is', () => {
  const claims = {
    sub: 'f81d4fae',
    email: 'zoe@uni.example',
    email_verified: true,
    address: { country: 'DE' },
    groups: ['a', 'b'],
    age: 27,
    nothing: null,
    'https://uni.example/roles': ['student'],
  }
  expect(keptClaims(claims)).toEqual(claims)
})

test('tokens, secrets and what belongs to the protocol are not', () => {
  const kept = JSON.stringify(
    keptClaims({
      sub: 'x',
      nonce: 'the-nonce',
      at_hash: 'the-hash',
      access_token: SECRET,
      upstream: { refresh_token: SECRET, client_secret: SECRET, assertion: SECRET, signed: `see ${JWT}` },
      list: [JWT],
    }),
  )
  for (const hidden of ['the-nonce', 'the-hash', SECRET, 'c2lnbmF0dXJl', 'eyJzdWI']) expect(kept).not.toContain(hidden)
})

test('nothing is endless, and reading it takes little time', () => {
  const deep: Record<string, unknown> = {}
  let inner = deep
  for (let depth = 0; depth < 5000; depth++) {
    const next: Record<string, unknown> = {}
    inner.a = next
    inner = next
  }
  const began = performance.now()
  const kept = JSON.stringify(
    keptClaims({
      long: 'x'.repeat(2_000_000),
      jwts: `${JWT} `.repeat(20_000),
      many: Array.from({ length: 100_000 }, (_, index) => `group ${index}`),
      names: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`claim ${index} ${'n'.repeat(500)}`, 1])),
      deep,
    }),
  )
  expect(kept.length).toBeLessThan(60_000)
  expect(kept).toContain(LEFT_OUT)
  expect(performance.now() - began).toBeLessThan(30_000)
})

test('a name of the prototype is a claim like any other', () => {
  const kept = keptClaims(JSON.parse('{"__proto__": {"admin": true}, "constructor": "x"}'))
  expect(Object.keys(kept)).toEqual(['__proto__', 'constructor'])
  expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
})

test('details lose secrets, too', () => {
  const { detail } = detailOf({ outcome: 'provider_error', detail: { error: 'x', said: `code=${SECRET} ${JWT}` } })
  expect(detail.error).toBe('x')
  expect(JSON.stringify(detail)).not.toContain(SECRET)
  expect(JSON.stringify(detail)).not.toContain('c2lnbmF0dXJl')
})
