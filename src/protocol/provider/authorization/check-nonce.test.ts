import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { checkNonce } from './check-nonce.ts'

const check = (nonce: string | null, givesIdToken = false) =>
  checkNonce({ params: authorizationParams({ nonce }), givesIdToken }).nonce

it('takes a nonce as it is', () => {
  expect(check('n-0S6_WzA2Mj ü')).toBe('n-0S6_WzA2Mj ü')
  expect(check('n', true)).toBe('n')
})

it('is needed where an ID token comes through the browser, and nowhere else', () => {
  expect(check(null)).toBeNull()
  expect(() => check(null, true)).toThrow('invalid_request: nonce is missing')
  expect(() => check('', true)).toThrow('invalid_request: nonce is missing')
})

it.each(['a\u0000b', 'a\nb', '\u0085'])(
  'refuses control characters, which cannot be stored everywhere (%#)',
  (nonce) => {
    expect(() => check(nonce)).toThrow('invalid_request: nonce')
  },
)
