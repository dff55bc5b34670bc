import { expect, test } from 'vitest'
import { readClientKeys } from './client-keys.ts'

const KEY = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one' }

test('public keys are read, unknown members and unknown kinds stay as they are', () => {
  const odd = { kty: 'PQ', pub: 'z', note: { any: 'thing' } }
  expect(readClientKeys({ keys: [KEY, odd], more: 1 })).toEqual({ keys: [KEY, odd] })
})

test.each([
  ['nothing', undefined],
  ['text', '{"keys":[]}'],
  ['a list', [KEY]],
  ['no list of keys', { keys: KEY }],
  ['no key', { keys: [] }],
  ['too many keys', { keys: Array.from({ length: 51 }, () => KEY) }],
  ['no object as key', { keys: ['x'] }],
  ['null as key', { keys: [null] }],
  ['no kind', { keys: [{ kid: 'a' }] }],
  ['a number as kid', { keys: [{ ...KEY, kid: 1 }] }],
  ['a huge key', { keys: [{ ...KEY, x: 'x'.repeat(20_000) }] }],
])('%s is no set of public keys', (_what, document) => {
  expect(readClientKeys(document)).toHaveProperty('problem')
})

test.each([
  { kty: 'oct', k: 'secret' },
  { kty: 'oct' },
  { ...KEY, d: 'private' },
  { kty: 'RSA', n: 'n', e: 'AQAB', p: 'x' },
])('a private or secret key is refused: %j', (key) => {
  expect(readClientKeys({ keys: [KEY, key] })).toEqual({
    problem: 'has a private or secret key, where only public keys belong',
  })
})
