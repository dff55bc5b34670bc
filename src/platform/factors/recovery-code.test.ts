import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../core/random.ts'
import { hashRecoveryCode, isShownCode, newRecoveryCodes, readTypedCode } from './recovery-code.ts'

const ANN = 'ann'

describe('recovery codes', () => {
  it('are ten, all different, in three groups without look-alikes', () => {
    const codes = newRecoveryCodes(systemRandom)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/)
      expect(isShownCode(code)).toBe(true)
    }
  })

  it.each(['ABCDE-FGHJK-LMNPQ', 'abcde fghjk lmnpq', ' ABCDE–FGHJK‑LMNPQ ', 'ABCDEFGHJKLMNPQ'])(
    'are read however they are typed: %s',
    (typed) => {
      expect(readTypedCode(typed)).toEqual({ kind: 'recovery', code: 'ABCDEFGHJKLMNPQ' })
    },
  )

  it.each(['123 456', '123-456', ' 123456', '１２３４５６'])('are told from codes of the app: %s', (typed) => {
    expect(readTypedCode(typed)).toEqual({ kind: 'totp', code: '123456' })
  })

  it.each(['', '12345', '1234567', 'ABCDE-FGHJK-LMNP1', 'ABCDE-FGHJK', 'ABCDE-FGHJK-LMNPQ-RSTUV', "' or 1=1 --"])(
    'are nothing else: %j',
    (typed) => {
      expect(readTypedCode(typed)).toBeNull()
    },
  )

  it('are stored as hashes that belong to one customer', () => {
    const hash = hashRecoveryCode(ANN, 'ABCDE-FGHJK-LMNPQ')
    expect(hash).toBe(hashRecoveryCode(ANN, 'ABCDEFGHJKLMNPQ'))
    expect(hash).not.toBe(hashRecoveryCode('bob', 'ABCDEFGHJKLMNPQ'))
    expect(hash).not.toContain('ABCDE')
  })

  it.each(['ABCDEFGHJKLMNPQ', '<script>', 'ABCDE-FGHJK-LMNPQ\n', 'abcde-fghjk-lmnpq'])(
    'are written into a file only as they were shown: %j',
    (text) => {
      expect(isShownCode(text)).toBe(false)
    },
  )
})
