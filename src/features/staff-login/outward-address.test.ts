import { expect, it } from 'vitest'
import { outwardAddress } from './outward-address.ts'

it.each([
  ['https://login.example/a?b=c#d', 'https://login.example/a?b=c#d'],
  ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
  ['/control/auth/company/start', '/control/auth/company/start'],
  ['http://localhost:8080/realm', 'http://localhost:8080/realm'],
])('takes %s', (given, address) => {
  expect(outwardAddress(given)).toBe(address)
})

it.each([
  'http://login.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.example/',
  '/\\evil.example/',
  'login.example',
  '',
  null,
  undefined,
  7,
  {},
])('refuses %s', (given) => {
  expect(outwardAddress(given)).toBeNull()
})
