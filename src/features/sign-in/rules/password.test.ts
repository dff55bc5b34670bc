import { describe, expect, it, test } from 'vitest'
import { isLeaked, leakedPasswordCount } from '../../../platform/crypto/leaked-passwords.ts'
import { passwordProblem } from './password.ts'

const nobody = { email: null }
const reason = (password: string, settings?: Parameters<typeof passwordProblem>[2]) =>
  passwordProblem(password, nobody, settings)?.key.replace('signIn:bad.', '')

describe('leaked passwords', () => {
  it.each(['starwars1', 'Mercedes1', 'LIVERPOOL1', 'snowboard', 'qwerty123456', 'manchester1', '1qaz2wsx3edc'])(
    'are refused in any case of letters: %s',
    (password) => expect(reason(password)).toBe('passwordLeaked'),
  )

  test('are at least 100,000, with fewer than one false alarm in 10,000', () => {
    expect(leakedPasswordCount()).toBeGreaterThanOrEqual(100_000)
    let alarms = 0
    for (let i = 0; i < 100_000; i++) if (isLeaked(`never leaked before ${i}`)) alarms++
    expect(alarms).toBeLessThan(10)
  })

  test('are looked up in less than a tenth of a millisecond', () => {
    const rounds = Array.from({ length: 50 }, (_, round) => {
      const start = performance.now()
      for (let i = 0; i < 100; i++) isLeaked(`some password ${round} ${i}`)
      return performance.now() - start
    })
    expect(Math.min(...rounds)).toBeLessThan(10)
  })
})

describe('what an organizer may ask of a password', () => {
  const asks = (min: number, both = false) => ({
    customer_accounts_password_min_length: min,
    customer_accounts_password_letter_and_digit: both,
  })

  it('is a length', () => {
    expect(passwordProblem('ten chars!', nobody, asks(12))).toEqual({
      key: 'signIn:bad.passwordShort',
      params: { min: 12 },
    })
    expect(reason('twelve chars', asks(12))).toBeUndefined()
    expect(reason('seven77', asks(2))).toBe('passwordShort')
  })

  it('is a letter and a digit, of any script', () => {
    expect(reason('only letters here', asks(8, true))).toBe('passwordLetterAndDigit')
    expect(reason('!?!%&/()=1234', asks(8, true))).toBe('passwordLetterAndDigit')
    expect(reason('übergröße 7', asks(8, true))).toBeUndefined()
    expect(reason('only letters here', asks(8))).toBeUndefined()
  })
})
