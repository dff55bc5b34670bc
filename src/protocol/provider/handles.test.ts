import { expect, it } from 'vitest'
import { looksLikeId } from '../../core/ids.ts'
import { hashSecret, systemRandom } from '../../core/random.ts'
import { grantIdOf, hashHandle, newGrantId, newHandle, secretHashOf } from './handles.ts'

const NOW = Date.UTC(2026, 10, 21)

it('gives the code and the token of an authorization one grant and secrets of their own', () => {
  const code = newHandle(newGrantId(systemRandom, NOW), systemRandom)
  const stored = hashHandle(code)
  const token = newHandle(grantIdOf(stored), systemRandom)
  expect(grantIdOf(hashHandle(token))).toBe(grantIdOf(stored))
  expect(looksLikeId(grantIdOf(stored))).toBe(true)
  expect(secretHashOf(hashHandle(token))).not.toBe(secretHashOf(stored))
  expect(Buffer.from(code.split('.')[1] ?? '', 'base64url')).toHaveLength(32)
  expect(Buffer.from(token.split('.')[1] ?? '', 'base64url')).toHaveLength(32)
})

it('keeps only a hash of the whole handle', () => {
  const code = newHandle(newGrantId(systemRandom, NOW), systemRandom)
  expect(secretHashOf(hashHandle(code))).toBe(hashSecret(code))
  expect(hashHandle(code)).not.toContain(code.split('.')[1])
})

it.each(['', '.', 'x', 'x.y', '.abc', "' or 1=1.x", `${'a'.repeat(27)}.x`, 'ÄÖÜ.x', '%00'])(
  'finds no grant for %j',
  (text) => {
    expect(grantIdOf(hashHandle(text))).toBe('')
    expect(secretHashOf(hashHandle(text))).toBe(hashSecret(text))
  },
)

it('gives later grants greater ids, so that they are stored one after another', () => {
  const ids = [0, 1, 1000, 10_000_000].map((later) =>
    grantIdOf(hashHandle(newHandle(newGrantId(systemRandom, NOW + later), systemRandom))),
  )
  expect([...ids].sort()).toEqual(ids)
})
