import { expect, test } from 'vitest'
import { isInRanges, isPublicAddress, ranges } from './public-address.ts'

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:1.1.1.1',
  '64:ff9b::101:101',
])('%s is a host on the internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.19.0.1',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '0:0:0:0:0:ffff:0a00:0001',
  '64:ff9b::7f00:1',
  '64:ff9b::',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  '2606:4700::1%lo',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
])('%j is none', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test('an IPv4 range holds the IPv6 addresses that stand for its own', () => {
  const list = ranges(['10.0.0.0/8', '::1', 'fd00::/8'])
  for (const inside of ['10.9.8.7', '::ffff:10.9.8.7', '::ffff:a09:807', '::1', 'fd00::5']) {
    expect(isInRanges(list, inside)).toBe(true)
  }
  for (const outside of ['11.0.0.1', '::2', 'fe80::1', 'nonsense']) expect(isInRanges(list, outside)).toBe(false)
})
