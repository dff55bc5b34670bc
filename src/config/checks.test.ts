import { expect, test } from 'vitest'
import { isAddressOrRange, isHostOrRange, isLoopbackUrl, isTimeZone } from './checks.ts'

test.each(['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32', '0.0.0.0/0'])('%s is an address or range', (text) => {
  expect(isAddressOrRange(text)).toBe(true)
})

test.each(['10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', 'localhost', ''])(
  '%j is no address or range',
  (text) => {
    expect(isAddressOrRange(text)).toBe(false)
  },
)

test('outgoing targets are hosts with or without a port, and ranges', () => {
  for (const text of ['idp', 'keycloak.internal:8080', '10.1.0.0/16', '::1']) expect(isHostOrRange(text)).toBe(true)
  for (const text of ['https://idp', 'idp/path', '', '-x', 'a b']) expect(isHostOrRange(text)).toBe(false)
})

test('only this machine is loopback', () => {
  for (const host of ['localhost', 'a.localhost', '127.0.0.5', '[::1]']) {
    expect(isLoopbackUrl(`http://${host}:3000`)).toBe(true)
  }
  for (const url of ['http://localhost.example', 'http://192.168.0.1', 'nonsense'])
    expect(isLoopbackUrl(url)).toBe(false)
})

test('time zones are those of the runtime', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Europe/Nowhere')).toBe(false)
})
