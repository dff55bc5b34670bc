import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { checkNonce } from './check-nonce.ts'

const check = (nonce: string | null) => checkNonce({ params: authorizationParams({ nonce }) }).nonce

it('takes a nonce as it is, or none', () => {
  expect(check('n-0S6_WzA2Mj ü')).toBe('n-0S6_WzA2Mj ü')
  expect(check(null)).toBeNull()
})

it.each(['a\u0000b', 'a\nb', '\u0085'])(
  'refuses control characters, which cannot be stored everywhere (%#)',
  (nonce) => {
    expect(() => check(nonce)).toThrow('invalid_request: nonce')
  },
)
