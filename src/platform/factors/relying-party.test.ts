import { describe, expect, it } from 'vitest'
import { relyingPartyOf } from './relying-party.ts'

describe('the relying party', () => {
  it.each([
    ['https://tickets.example', 'tickets.example'],
    ['https://tickets.example:8443', 'tickets.example'],
    ['http://localhost:8000', 'localhost'],
    ['http://acme.localhost:8000', 'acme.localhost'],
  ])('at %s is %s', (origin, id) => {
    expect(relyingPartyOf({ origin })).toEqual({ id, origin })
  })

  it.each(['http://tickets.example', 'https://192.0.2.7', 'http://127.0.0.1:8000', 'https://[2001:db8::1]:8000'])(
    'is none at %s, where browsers offer no passkeys',
    (origin) => {
      expect(relyingPartyOf({ origin })).toBeNull()
    },
  )
})
