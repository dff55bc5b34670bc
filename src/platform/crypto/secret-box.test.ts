import { expect, it } from 'vitest'
import { createSecretBox, SealBroken } from './secret-box.ts'

const box = createSecretBox(['the first secret, long enough to be one'])

it('opens what it sealed, for the same purpose only', () => {
  const sealed = box.seal('a private key', 'signing key')
  expect(sealed).not.toContain('private')
  expect(box.open(sealed, 'signing key')).toBe('a private key')
  expect(() => box.open(sealed, 'outbox')).toThrow(SealBroken)
})

it('never gives the same text twice', () => {
  expect(box.seal('x', 'p')).not.toBe(box.seal('x', 'p'))
})

it.each(['', 'v1', 'v1.00000000.AAAA', 'v2.a.b', 'v1..'])('refuses %j', (text) => {
  expect(() => box.open(text, 'p')).toThrow(SealBroken)
})

it('notices a changed bit', () => {
  const sealed = box.seal('abc', 'p')
  const [version, key, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(() => box.open(`${version}.${key}.${bytes.toString('base64url')}`, 'p')).toThrow(SealBroken)
})

it('still opens and checks what a former secret made, and makes new things with the current one', () => {
  const rotated = createSecretBox(['the second secret, also long enough', 'the first secret, long enough to be one'])
  expect(rotated.open(box.seal('old', 'p'), 'p')).toBe('old')
  expect(rotated.checkMac('text', 'csrf', box.mac('text', 'csrf'))).toBe(true)
  expect(rotated.mac('text', 'csrf')).not.toBe(box.mac('text', 'csrf'))
  expect(() => box.open(rotated.seal('new', 'p'), 'p')).toThrow(/not among the configured secrets/)
})

it('tells MACs of different purposes and texts apart', () => {
  const mac = box.mac('text', 'csrf')
  expect(box.checkMac('text', 'csrf', mac)).toBe(true)
  expect(box.checkMac('text', 'flash', mac)).toBe(false)
  expect(box.checkMac('texts', 'csrf', mac)).toBe(false)
  expect(box.checkMac('text', 'csrf', '')).toBe(false)
})
