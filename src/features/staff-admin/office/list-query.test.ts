import { describe, expect, it } from 'vitest'
import { listAddress, readListQuery, userQuery } from './list-query.ts'

describe('the address of the list of users', () => {
  it('takes what it does not know as not said', () => {
    const query = readListQuery({ view: 'x', factor: ['with'], ordering: 'password_hash', cursor: {}, query: ['a'] })
    expect(userQuery(query)).toEqual({
      search: '',
      backend: undefined,
      isActive: undefined,
      isAdmin: undefined,
      hasSecondFactor: undefined,
      ordering: 'name',
      descending: false,
      limit: 50,
      cursor: undefined,
    })
  })

  it('says all that was asked for', () => {
    const asked = { query: ' ann ', view: 'inactive', backend: 'acme', factor: 'without', ordering: '-last_login' }
    const query = readListQuery(asked)
    expect(userQuery(query)).toMatchObject({
      search: 'ann',
      backend: 'acme',
      isActive: false,
      hasSecondFactor: false,
      ordering: 'last_login',
      descending: true,
    })
    const address = new URL(listAddress('/users/', query, {}), 'http://x')
    expect(readListQuery(Object.fromEntries(address.searchParams))).toEqual(query)
  })

  it('begins anew when the view changes', () => {
    const query = readListQuery({ cursor: 'abc', query: 'ann' })
    expect(listAddress('/users/', query, { search: '' })).toBe('/users/')
  })
})
