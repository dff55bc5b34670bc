import { expect, it } from 'vitest'
import { isOriginOf } from './client-origins.ts'

const client = {
  redirectUris: ['https://app.example/cb', 'https://app.example:8443/cb', 'http://127.0.0.1/cb', 'com.example.app:/cb'],
}

it.each(['https://app.example', 'https://app.example:8443', 'http://127.0.0.1', 'http://127.0.0.1:5173'])(
  '%s is where a redirect URI is',
  (origin) => {
    expect(isOriginOf(client, origin)).toBe(true)
  },
)

it.each([
  'https://evil.example',
  'https://app.example.evil.example',
  'http://app.example',
  'https://app.example:444',
  'https://sub.app.example',
  'http://localhost:5173',
  'https://127.0.0.1',
  'http://127.0.0.1:99999',
  'com.example.app:',
  'null',
  '',
  '*',
])('%s is not', (origin) => {
  expect(isOriginOf(client, origin)).toBe(false)
})

it('a client of apps on devices has no origin, not even the one that sandboxed pages send', () => {
  expect(isOriginOf({ redirectUris: ['com.example.app:/cb'] }, 'null')).toBe(false)
})
