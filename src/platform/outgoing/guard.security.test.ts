import { expect, test } from 'vitest'
import { createGuard, type Resolve } from './guard.ts'

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'shop.example': ['1.1.1.1', '2606:4700::1111'],
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'inside.example': ['10.0.0.1'],
  localhost: ['::1', '127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'nothing.example': [],
}

const resolve: Resolve = async (hostname) => {
  const found = NAMES[hostname]
  if (!found) throw new Error('ENOTFOUND')
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

/** What the guard says about an address: `ok` or the reason. */
async function verdict(url: string, allow: readonly string[] = []): Promise<string> {
  const { protocol, hostname, port } = new URL(url)
  return createGuard(
    allow,
    resolve,
  )({ protocol, hostname, port }).then(
    () => 'ok',
    (error: { reason: string }) => error.reason,
  )
}

test('https to the internet is let through, with all its addresses', async () => {
  expect(await verdict('https://shop.example/x')).toBe('ok')
  expect(await verdict('https://shop.example.:8443/x')).toBe('ok')
  expect(await verdict('https://1.1.1.1/')).toBe('ok')
  const addresses = await createGuard([], resolve)({ protocol: 'https:', hostname: 'shop.example', port: '' })
  expect(addresses.map(({ address }) => address)).toEqual(NAMES['shop.example'])
})

test.each([
  'https://inside.example/',
  'https://mixed.example/',
  'https://mapped.example/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://metadata.google.internal/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[fd00::1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://①②⑦.0.0.1/',
  'http://127.0.0.1/',
])('%s is private', async (url) => {
  expect(await verdict(url)).toBe('private_address')
})

test('plain http is refused on the internet, and an unknown name is named as such', async () => {
  expect(await verdict('http://shop.example/')).toBe('not_https')
  expect(await verdict('http://1.1.1.1/')).toBe('not_https')
  expect(await verdict('https://unknown.example/')).toBe('unknown_host')
  expect(await verdict('https://nothing.example/')).toBe('unknown_host')
})

test('an allowed host may be private and plain, another port and other hosts may not', async () => {
  expect(await verdict('http://inside.example/', ['inside.example'])).toBe('ok')
  expect(await verdict('http://inside.example:8080/', ['Inside.Example:8080'])).toBe('ok')
  expect(await verdict('http://inside.example/', ['inside.example:80'])).toBe('ok')
  expect(await verdict('https://inside.example/', ['inside.example:443'])).toBe('ok')
  expect(await verdict('http://inside.example/', ['inside.example:8080'])).toBe('private_address')
  expect(await verdict('https://a.inside.example/', ['inside.example'])).toBe('unknown_host')
  expect(await verdict('https://localhost/', ['inside.example'])).toBe('private_address')
})

test('an allowed range holds for names and for literal addresses, all of them', async () => {
  expect(await verdict('http://inside.example/', ['10.0.0.0/8'])).toBe('ok')
  expect(await verdict('http://[::ffff:10.0.0.1]/', ['10.0.0.0/8'])).toBe('ok')
  expect(await verdict('https://localhost/', ['127.0.0.1'])).toBe('private_address')
  expect(await verdict('http://localhost/', ['127.0.0.1', '::1'])).toBe('ok')
  expect(await verdict('http://mixed.example/', ['127.0.0.0/8'])).toBe('not_https')
})
