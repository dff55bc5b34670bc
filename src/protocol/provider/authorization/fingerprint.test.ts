import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { authorizationFingerprint } from './fingerprint.ts'

it('is the same for the same request in another order', () => {
  const params = authorizationParams({ nonce: 'n' })
  const reversed = new URLSearchParams([...params].reverse())
  expect(authorizationFingerprint(reversed)).toBe(authorizationFingerprint(params))
  expect([...params.keys()][0]).toBe('client_id')
})

it.each([{ state: 'other' }, { prompt: 'login' }, { nonce: 'n' }, { scope: null }])(
  'differs for another request: %j',
  (changes) => {
    expect(authorizationFingerprint(authorizationParams(changes))).not.toBe(
      authorizationFingerprint(authorizationParams()),
    )
  },
)
