import { describe, expect, it } from 'vitest'
import { claimAt, groupsClaim, isClaimPath, isElsewhere, textClaim } from './claims.ts'

describe('a claim', () => {
  it('is found by its whole name first, then by a path', () => {
    const claims = { 'https://x.example/groups': ['a'], realm_access: { roles: ['b'] }, 'realm.name': 'c', none: null }
    expect(claimAt(claims, 'https://x.example/groups')).toEqual(['a'])
    expect(claimAt(claims, 'realm_access.roles')).toEqual(['b'])
    expect(claimAt(claims, 'realm.name')).toBe('c')
    expect(claimAt(claims, 'none')).toBeUndefined()
    expect(claimAt(claims, 'realm_access.roles.0')).toBeUndefined()
    expect(claimAt(claims, 'missing.roles')).toBeUndefined()
  })

  it('is not found in what every object has', () => {
    expect(claimAt({ a: {} }, 'constructor')).toBeUndefined()
    expect(claimAt({ a: {} }, 'a.__proto__')).toBeUndefined()
    expect(claimAt({ a: {} }, 'a.toString.name')).toBeUndefined()
  })

  it('may be an item of a list, or in one', () => {
    const claims = { phones: [{ value: '+49 30 1' }, { value: null }], matrix: [['a', 'b']], 'odd[0]': 'whole' }
    expect(claimAt(claims, 'phones[0].value')).toBe('+49 30 1')
    expect(claimAt(claims, 'matrix[0][1]')).toBe('b')
    expect(claimAt(claims, 'odd[0]')).toBe('whole')
    const missing = [
      'phones[2].value',
      'phones[1].value',
      'phones.value',
      'phones.0',
      'phones[length]',
      'phones.length',
    ]
    for (const path of missing) expect(claimAt(claims, path), path).toBeUndefined()
  })

  it('is not found by what is no path', () => {
    const claims = { a: [{ b: 'x' }], '': 'empty name' }
    const none = ['[0]', 'a[0]b', 'a[0]..b', 'a.[0].b', 'a[-1].b', 'a[0', 'a]', '.a', 'a.', 'a[00000]', 'a[0].b ']
    for (const path of none) expect(claimAt(claims, path), path).toBeUndefined()
    for (const path of none.slice(0, -1)) expect(isClaimPath(path), path).toBe(false)
    for (const path of ['a[0].b', 'a', 'https://x', 'a-b_c:d']) expect(isClaimPath(path), path).toBe(true)
  })

  it('is a text when it is one or a whole number', () => {
    const claims = { text: ' x ', empty: ' ', id: 42, big: 2 ** 60, list: ['x'], yes: true }
    expect(textClaim(claims, 'text')).toBe('x')
    expect(textClaim(claims, 'id')).toBe('42')
    for (const path of ['empty', 'big', 'list', 'yes', 'gone']) expect(textClaim(claims, path)).toBeUndefined()
  })
})

describe('groups', () => {
  it('come as a list, with commas or with blanks between them', () => {
    const read = (groups: unknown) => groupsClaim({ groups }, 'groups')
    expect(read(['Box office', 7, 'it'])).toEqual(['Box office', 'it'])
    expect(read('Box office, it,')).toEqual(['Box office', 'it'])
    expect(read('staff  it')).toEqual(['staff', 'it'])
    expect(read('')).toEqual([])
    expect(read({ staff: true })).toEqual([])
    expect(read(undefined)).toBeUndefined()
  })

  it('are known to be elsewhere when the token refers to them', () => {
    const claims = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://x.example' } } }
    expect(isElsewhere(claims, 'groups')).toBe(true)
    expect(isElsewhere(claims, 'roles')).toBe(false)
    expect(isElsewhere({}, 'groups')).toBe(false)
    expect(isElsewhere({ _claim_names: 'odd' }, 'groups')).toBe(false)
  })
})
