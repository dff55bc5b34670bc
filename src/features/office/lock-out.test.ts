import { describe, expect, it } from 'vitest'
import type { AffectedCounts } from './affected.ts'
import { type Amount, minus, plus } from './amount.ts'
import { peopleLockedOut, WAYS, type Way, waysLost } from './lock-out.ts'
import type { SettingsValues } from './settings-form.ts'

const exact = (count: number): Amount => ({ count, precision: 'exact' })
/** 1000 have only a password, 100 a passkey beside it, 10 only a passkey, 1 neither. */
const counts = {
  ways: { password: exact(1000), passwordAndPasskey: exact(100), passkey: exact(10), neither: exact(1) },
} as AffectedCounts

function values(ways: readonly Way[], isOn = true): SettingsValues {
  const states = WAYS.map((way) => [`customer_accounts_${way}`, String(ways.includes(way))])
  return { customer_accounts: String(isOn), ...Object.fromEntries(states) } as SettingsValues
}

function locked(before: readonly Way[], after: readonly Way[], isOn = true): number {
  const lost = waysLost(values(before), values(after, isOn))
  const people = peopleLockedOut(values(before), values(after, isOn), counts)
  expect(lost === null).toBe(people.count === 0)
  return people.count
}

describe('people who lose their way in', () => {
  it.each<[string, readonly Way[], readonly Way[], number]>([
    ['nothing changes', ['native', 'passkeys'], ['native', 'passkeys'], 0],
    ['a way is added', ['native'], ['native', 'login_code'], 0],
    ['the password goes, nothing stays', ['native'], [], 1111],
    ['the password goes, passkeys stay', ['native', 'passkeys'], ['passkeys'], 1001],
    ['the password goes, the code stays', ['native', 'login_code'], ['login_code'], 0],
    ['the password is replaced by the code', ['native'], ['login_code'], 0],
    ['the code goes, the password stays', ['native', 'login_code'], ['native'], 11],
    ['the code goes, password and passkeys stay', ['native', 'login_code', 'passkeys'], ['native', 'passkeys'], 1],
    ['the code goes, nothing stays', ['login_code'], [], 1111],
    ['passkeys go, the password stays', ['native', 'passkeys'], ['native'], 10],
    ['passkeys go, the code stays', ['login_code', 'passkeys'], ['login_code'], 0],
    ['passkeys go, nothing stays', ['passkeys'], [], 110],
  ])('%s', (_, before, after, expected) => {
    expect(locked(before, after)).toBe(expected)
  })

  it('are all when the accounts go off, and none when they were off', () => {
    expect(locked(['native'], ['native'], false)).toBe(1111)
    expect(waysLost(values(['native'], false), values([]))).toBeNull()
  })

  it('are told with the ways that go, and whether a password can be set instead', () => {
    expect(waysLost(values(['native', 'login_code']), values(['native']))).toEqual({
      off: ['login_code'],
      isWhole: false,
      canReset: true,
      token: 'native login_code>native',
    })
    expect(waysLost(values(['native']), values([]))).toMatchObject({ off: ['native'], canReset: false })
    expect(waysLost(values(['native']), values(['native'], false))).toMatchObject({ isWhole: true })
  })
})

describe('an amount', () => {
  it('says that there are more, or that it is about', () => {
    const more: Amount = { count: 100, precision: 'more' }
    expect(plus(exact(1), more)).toEqual({ count: 101, precision: 'more' })
    expect(minus(more, exact(1))).toEqual({ count: 99, precision: 'more' })
    expect(minus(exact(5), more)).toEqual({ count: 0, precision: 'about' })
    expect(plus(exact(1), minus(exact(5), more))).toEqual({ count: 1, precision: 'about' })
  })
})
