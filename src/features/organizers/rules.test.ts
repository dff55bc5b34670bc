import { expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { checkValues, normalizeHost, RESERVED_SLUGS, slugProblem } from './rules.ts'
import { readSettings } from './settings.ts'

it.each(['a', 'acme', 'acme-2', '2026', 'a'.repeat(50)])('takes the short form %s', (slug) => {
  expect(slugProblem(slug)).toBeNull()
})

it.each(['', 'Acme', '-acme', 'acme-', 'ac me', 'äcme', 'a/b', '..', 'a'.repeat(51)])('refuses %j', (slug) => {
  expect(slugProblem(slug)).toEqual({ key: 'organizers:bad.slug' })
})

it.each([...RESERVED_SLUGS])('keeps %s for the system', (slug) => {
  expect(slugProblem(slug)).toMatchObject({ key: 'organizers:bad.slugReserved' })
})

it('sorts values into properties and settings and normalises them', () => {
  expect(checkValues({ customer_accounts: 'on', brand_color: ' #0B6B4F ', name_scheme: 'given_family' })).toEqual({
    properties: { brand_color: '#0b6b4f' },
    settings: { customer_accounts: 'true', name_scheme: 'given_family' },
  })
})

it('names every key that is unknown or does not fit, and takes none then', () => {
  const run = () => checkValues({ nonsense: '1', name_scheme: 'x', time_zone: 'Mars', brand_color: 'red', name: ' ' })
  expect(run).toThrow(InvalidInput)
  try {
    run()
  } catch (error) {
    expect(Object.keys((error as InvalidInput).fields).sort()).toEqual([
      'brand_color',
      'name',
      'name_scheme',
      'nonsense',
      'time_zone',
    ])
  }
})

it('does not let a link of the foot be a script', () => {
  expect(() => checkValues({ imprint_url: 'javascript:alert(1)' })).toThrow(InvalidInput)
  expect(checkValues({ imprint_url: 'https://a.example/x' }).settings.imprint_url).toBe('https://a.example/x')
})

it('has customer accounts off and names in one field until somebody changes it', () => {
  expect(readSettings(new Map())).toMatchObject({
    customer_accounts: false,
    customer_accounts_native: true,
    customer_accounts_link_by_email: false,
    name_scheme: 'full',
    name_scheme_titles: '',
  })
})

it('falls back when a stored value exists no more', () => {
  expect(readSettings(new Map([['name_scheme', 'gone']])).name_scheme).toBe('full')
})

it.each([
  ['Tickets.Example.org', 'tickets.example.org'],
  ['tickets.example.org.', 'tickets.example.org'],
  ['localhost:4000', 'localhost:4000'],
])('reads the host %s', (text, host) => {
  expect(normalizeHost(text)).toBe(host)
})

it.each(['', 'a b', 'https://a.example', 'a.example/x', 'user@a.example', '?'])('refuses the host %j', (text) => {
  expect(normalizeHost(text)).toBeNull()
})
