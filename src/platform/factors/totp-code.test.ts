import { Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { groupedKey, otpauthUri, stepOfCode, totpSecret } from './totp-code.ts'

/** RFC 6238, appendix B; codes shortened to their last six digits. */
const VECTORS: [atS: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
]
const secret = Secret.fromUTF8('12345678901234567890').base32

describe('a code of an authenticator app', () => {
  it.each(VECTORS)('at %d s is that of RFC 6238', (atS, code) => {
    expect(stepOfCode(secret, code, atS * 1000)).toBe(Math.floor(atS / 30))
  })

  it('counts one step before and after its own, for clocks that go wrong, and no further', () => {
    const step = Math.floor(1_234_567_890 / 30)
    const at = (steps: number) => stepOfCode(secret, '005924', (step + steps) * 30_000)
    expect([at(-1), at(0), at(1)]).toEqual([step, step, step])
    expect([at(-2), at(2)]).toEqual([null, null])
  })

  it('is refused with another key', () => {
    expect(stepOfCode(totpSecret(new Uint8Array(20)), '005924', 1_234_567_890_000)).toBeNull()
  })

  it('comes from a key that apps read, with names that cannot be taken for parts of it', () => {
    const uri = new URL(otpauthUri(secret, { issuer: 'Wald: Klang & Co', account: 'ann@example.org' }))
    expect(decodeURIComponent(uri.pathname)).toBe('/Wald  Klang & Co:ann@example.org')
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret,
      issuer: 'Wald  Klang & Co',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })

  it('has a key of 160 bits that can be typed', () => {
    const made = totpSecret(new Uint8Array(20).fill(255))
    expect(made).toBe('7'.repeat(32))
    expect(groupedKey(made)).toBe(Array(8).fill('7777').join(' '))
  })
})
