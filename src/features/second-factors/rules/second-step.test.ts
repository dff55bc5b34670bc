import { describe, expect, it } from 'vitest'
import { amrOfBoth, isLastRequired, needsSecondStep } from './second-step.ts'

type Step = 'off' | 'optional' | 'required'
const settings = (step: Step, passkeys = true) => ({
  customer_accounts_second_step: step,
  customer_accounts_passkeys: passkeys,
})
const NONE = { passkeys: false, totp: false }
const TOTP = { passkeys: false, totp: true }
const PASSKEY = { passkeys: true, totp: false }

describe('the second step', () => {
  it('is asked for after a password or a mailed code when there is a factor', () => {
    for (const amr of [['pwd'], ['otp'], ['pop']]) {
      expect(needsSecondStep(settings('optional'), TOTP, amr)).toBe(true)
      expect(needsSecondStep(settings('optional'), PASSKEY, amr)).toBe(true)
      expect(needsSecondStep(settings('optional'), NONE, amr)).toBe(false)
    }
  })

  it('has to be set up where it is required', () => {
    expect(needsSecondStep(settings('required'), NONE, ['pwd'])).toBe(true)
  })

  it('is never asked for after a passkey that verified its holder, nor where it is off', () => {
    expect(needsSecondStep(settings('required'), TOTP, ['pop', 'user', 'mfa'])).toBe(false)
    expect(needsSecondStep(settings('off'), TOTP, ['pwd'])).toBe(false)
  })

  it('does not hang on passkeys that the organizer switched off', () => {
    expect(needsSecondStep(settings('optional', false), PASSKEY, ['pwd'])).toBe(false)
    expect(isLastRequired(settings('required', false), PASSKEY)).toBe(true)
    expect(isLastRequired(settings('required'), PASSKEY)).toBe(false)
    expect(isLastRequired(settings('optional'), NONE)).toBe(false)
  })

  it('adds to what the first step proved, each word once', () => {
    expect(amrOfBoth(['pwd'], ['otp'])).toEqual(['pwd', 'otp', 'mfa'])
    expect(amrOfBoth(['otp'], ['otp'])).toEqual(['otp', 'mfa'])
    expect(amrOfBoth(['pwd'], ['pop', 'user'])).toEqual(['pwd', 'pop', 'user', 'mfa'])
  })
})
