import { expect, test } from 'vitest'
import { filterOf, isFiltered, listAddress, readListQuery, sortOf } from './list-query.ts'

const FULL =
  'query=ann&status=leaving&membership=valid&login=without&tag=vip&last_login=never&created_since=2026-01-01&created_until=2026-01-31&ordering=-name&page_size=50'

test('an address says all of a list, and leads to it again', () => {
  const query = readListQuery(Object.fromEntries(new URLSearchParams(FULL)))
  expect(listAddress('/list', query, {})).toBe(`/list?${FULL}`)
  expect(filterOf(query, 'UTC', 1000)).toEqual({
    search: 'ann',
    status: 'leaving',
    membership: { kind: 'valid', at: 1000 },
    hasPassword: false,
    tag: 'vip',
    lastLogin: 'never',
    created: { since: Date.parse('2026-01-01'), before: Date.parse('2026-02-01') },
  })
})

test('what an address does not say well, it does not say', () => {
  const bad = {
    status: 'x',
    login: [],
    tag: 'a\u0000b',
    last_login: {},
    created_since: '1',
    ordering: 'password',
    page_size: '0',
    query: 5,
  }
  const query = readListQuery(bad)
  expect(listAddress('/list', query, {})).toBe('/list')
  expect(isFiltered(query)).toBe(false)
  expect(readListQuery({ page_size: '251' }).size).toBe(25)
})

test('those who are chosen by their last login are sorted by it, until somebody sorts', () => {
  expect(sortOf(readListQuery({}))).toEqual({ ordering: 'created', descending: true })
  expect(sortOf(readListQuery({ last_login: 'year' }))).toEqual({ ordering: 'last_login', descending: true })
  expect(sortOf(readListQuery({ last_login: 'year', ordering: 'email' }))).toEqual({
    ordering: 'email',
    descending: false,
  })
})

test('a changed view begins at its first page', () => {
  const query = readListQuery({ cursor: 'abc', query: 'x' })
  expect(listAddress('/list', query, { search: '' })).toBe('/list')
  expect(listAddress('/list', query, { cursor: 'next' })).toBe('/list?query=x&cursor=next')
})
