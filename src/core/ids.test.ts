import { expect, it } from 'vitest'
import { type AuditId, type CustomerId, looksLikeId, newId, newOrderedId } from './ids.ts'
import { hashSecret, randomReadable, randomSecret, systemRandom } from './random.ts'

it('makes ids of 26 unmistakable symbols, each one new', () => {
  const ids = Array.from({ length: 2000 }, () => newId<CustomerId>(systemRandom))
  expect(new Set(ids).size).toBe(2000)
  for (const id of ids) expect(id).toMatch(/^[abcdefghjkmnpqrstvwxyz0-9]{26}$/)
  expect(looksLikeId(ids[0] ?? '')).toBe(true)
  expect(looksLikeId("x' or 1=1")).toBe(false)
})

it('carries all 128 bits into the text', () => {
  const fixed = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte) })
  expect(newId(fixed(0))).toBe('0'.repeat(26))
  expect(newId(fixed(255))).toBe(`${'z'.repeat(25)}w`)
})

it('makes ordered ids that sort as they were made, also within one millisecond', () => {
  const nearlyFull = { bytes: (length: number) => new Uint8Array(length).fill(255).fill(0, 0, length - 1) }
  for (const random of [systemRandom, nearlyFull]) {
    const ids = [7, 7, 7, 8, 8, 1_700_000_000_000].map((now) => newOrderedId<AuditId>(random, now))
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

it('makes bearer secrets of 256 bits and never stores them as they are', () => {
  const secret = randomSecret(systemRandom)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(hashSecret(secret)).toHaveLength(43)
  expect(hashSecret(secret)).not.toBe(secret)
})

it('never hands out the same random bytes twice', () => {
  const seen = new Set(Array.from({ length: 5000 }, () => Buffer.from(systemRandom.bytes(16)).toString('hex')))
  expect(seen.size).toBe(5000)
})

it('draws readable codes without look-alikes', () => {
  expect(randomReadable(systemRandom, 2000)).toMatch(/^[A-HJ-NP-Z2-9]+$/)
})
