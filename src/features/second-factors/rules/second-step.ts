import type { OrganizerSettings } from '../../organizers/index.ts'
import type { Factors } from '../types.ts'

type Switches = Pick<OrganizerSettings, 'customer_accounts_second_step' | 'customer_accounts_passkeys'>

/** What somebody has for a second step, as far as the organizer lets it count. */
export interface UsableFactors {
  readonly passkeys: boolean
  readonly totp: boolean
}

/**
 * Whether a login needs a second step. A passkey whose holder was verified counts as both steps; without a second factor the
 * organizer decides whether one has to be set up now.
 * @param amr what the first step proved, RFC 8176 words
 */
export function needsSecondStep(settings: Switches, factors: UsableFactors, amr: readonly string[]): boolean {
  if (settings.customer_accounts_second_step === 'off' || amr.includes('mfa')) return false
  return settings.customer_accounts_second_step === 'required' || hasSecondFactor(settings, factors)
}

export function hasSecondFactor(settings: Switches, { passkeys, totp }: UsableFactors): boolean {
  return totp || (passkeys && settings.customer_accounts_passkeys)
}

/** Whether the account would have no second factor any more although it must have one. */
export function isLastRequired(settings: Switches, left: UsableFactors): boolean {
  return settings.customer_accounts_second_step === 'required' && !hasSecondFactor(settings, left)
}

export function usable({ passkeys, totpSince }: Pick<Factors, 'passkeys' | 'totpSince'>): UsableFactors {
  return { passkeys: passkeys.length > 0, totp: totpSince !== null }
}

/** What both steps proved together, RFC 8176 words. @param more of the second step: `otp`, `pop` */
export function amrOfBoth(first: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...first, ...more, 'mfa'])]
}
