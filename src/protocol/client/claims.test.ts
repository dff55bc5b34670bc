import { describe, expect, it } from 'vitest'
import { claimAt, groupsClaim, isElsewhere, textClaim } from './claims.ts'

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
