import { describe, expect, it } from 'vitest'
import type { MappedPerson } from '../types.ts'
import { type Moment, takeOver } from './sync.ts'

const account = {
  email: 'ann@uni.example',
  name: 'Ann Old',
  nameParts: { _scheme: 'salutation_given_family', salutation: 'Ms', given_name: 'Ann', family_name: 'Old' },
  phone: '+493419737100',
  locale: 'en',
} as const
const empty = { email: 'ann@uni.example', name: '', nameParts: {}, phone: null, locale: 'en' } as const
const mapped: MappedPerson = {
  email: 'ann.new@uni.example',
  hasBadEmail: false,
  isEmailVerified: true,
  nameParts: { _scheme: 'salutation_given_family', given_name: 'Ann', family_name: 'New' },
  phone: '+493419737101',
  locale: 'de',
}
const all = (policy: 'first' | 'always' | 'never') => ({ email: policy, name: policy, phone: policy, locale: policy })
const taken = (
  moment: Moment,
  policy: 'first' | 'always' | 'never',
  who: typeof account | typeof empty = account,
  person = mapped,
  isEmailElsewhere = false,
  emailPolicy: 'require' | 'trust' | 'verify' = 'verify',
) => takeOver(moment, who, person, { settings: { sync: all(policy), emailPolicy }, isEmailElsewhere })

describe('what an account takes over', () => {
  it('is everything at each login with "always", and the provider owns it', () => {
    for (const moment of ['known', 'linked', 'new'] as const) {
      expect(taken(moment, 'always')).toEqual({
        changes: {
          email: 'ann.new@uni.example',
          nameParts: { ...account.nameParts, family_name: 'New' },
          phone: '+493419737101',
          locale: 'de',
        },
        owned: ['email', 'name', 'phone', 'locale'],
        isEmailTaken: false,
      })
    }
  })

  it('is what is empty with "first" when an account is linked, and nothing later', () => {
    expect(taken('known', 'first', empty)).toEqual({ changes: {}, owned: [], isEmailTaken: false })
    expect(taken('linked', 'first')).toEqual({ changes: {}, owned: [], isEmailTaken: false })
    expect(taken('linked', 'first', empty).changes).toEqual({ nameParts: mapped.nameParts, phone: mapped.phone })
    expect(taken('new', 'first').changes).toEqual({
      nameParts: { ...account.nameParts, family_name: 'New' },
      phone: mapped.phone,
      locale: 'de',
    })
  })

  it('is nothing with "never"', () => {
    for (const moment of ['known', 'linked', 'new'] as const) {
      expect(taken(moment, 'never', empty)).toEqual({ changes: {}, owned: [], isEmailTaken: false })
    }
  })

  it('is nothing where the provider sends nothing, or the same', () => {
    const nothing = { ...mapped, email: null, nameParts: {}, phone: null, locale: null }
    expect(taken('known', 'always', account, nothing)).toEqual({ changes: {}, owned: [], isEmailTaken: false })
    const same = {
      ...mapped,
      email: account.email,
      nameParts: account.nameParts,
      phone: account.phone,
      locale: 'en',
    } as const
    const owned = ['email', 'name', 'phone', 'locale']
    expect(taken('known', 'always', account, same)).toEqual({ changes: {}, owned, isEmailTaken: false })
  })

  it('replaces a name of another scheme, and one that could not be taken apart', () => {
    const nameParts = { _scheme: 'full', full_name: 'Ann New' }
    expect(taken('known', 'always', account, { ...mapped, nameParts }).changes.nameParts).toEqual(nameParts)
    const legacy = { _scheme: 'salutation_given_family', _legacy: 'Ann von und zu Neu' }
    expect(taken('known', 'always', account, { ...mapped, nameParts: legacy }).changes.nameParts).toEqual(legacy)
  })

  it('is not an address that the provider’s word is not enough for', () => {
    const cases = [
      ['require', null],
      ['require', false],
      ['trust', false],
      ['verify', null],
      ['verify', false],
    ] as const
    for (const [policy, isEmailVerified] of cases) {
      const { changes, owned } = taken('known', 'always', account, { ...mapped, isEmailVerified }, false, policy)
      expect(changes.email).toBeUndefined()
      expect(owned).not.toContain('email')
    }
    const trusted = taken('known', 'always', account, { ...mapped, isEmailVerified: null }, false, 'trust')
    expect(trusted.changes.email).toBe('ann.new@uni.example')
    const own = { ...mapped, email: account.email, isEmailVerified: false }
    expect(taken('known', 'always', account, own).owned).toContain('email')
  })

  it('is nothing that another provider of the account decides', () => {
    const ownedElsewhere = new Set(['email', 'phone'] as const)
    const settings = { sync: all('always'), emailPolicy: 'verify' } as const
    const { changes, owned } = takeOver('known', account, mapped, { settings, isEmailElsewhere: true, ownedElsewhere })
    expect(Object.keys(changes)).toEqual(['nameParts', 'locale'])
    expect(owned).toEqual(['name', 'locale'])
  })

  it('is not an address that another account has: then the person may change it here', () => {
    const { changes, owned, isEmailTaken } = taken('known', 'always', account, mapped, true)
    expect({ email: changes.email, isEmailTaken }).toEqual({ email: undefined, isEmailTaken: true })
    expect(owned).toEqual(['name', 'phone', 'locale'])
    expect(changes.phone).toBe('+493419737101')
  })
})
