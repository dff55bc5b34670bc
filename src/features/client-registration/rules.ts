import { DAY } from '../../core/clock.ts'
import { InvalidInput, type Message } from '../../core/errors.ts'
import type { InitialToken, InitialTokenInput } from './types.ts'

export const NAME_MAX_LENGTH = 100
export const MOST_USES = 1000
export const MOST_DAYS = 365

export type TokenState = 'live' | 'expired' | 'used_up'

/** What has become of a token. @param now in ms */
export function stateOf(
  { usesLeft, expiresAt }: Pick<InitialToken, 'usesLeft' | 'expiresAt'>,
  now: number,
): TokenState {
  if (expiresAt <= now) return 'expired'
  return usesLeft > 0 ? 'live' : 'used_up'
}

/** @throws InvalidInput */
export function checkInput({ name, uses, days }: InitialTokenInput, now: number) {
  const wrong: Record<string, Message> = {}
  const plain = name.trim().replace(/\s+/g, ' ')
  if (plain === '') wrong.name = { key: 'clientRegistration:errors.noName' }
  else if (plain.length > NAME_MAX_LENGTH) {
    wrong.name = { key: 'clientRegistration:errors.longName', params: { max: NAME_MAX_LENGTH } }
  } else if (/\p{Cc}/u.test(plain)) wrong.name = { key: 'clientRegistration:errors.controlCharacters' }
  if (!isWithin(uses, MOST_USES)) wrong.uses = { key: 'clientRegistration:errors.uses', params: { max: MOST_USES } }
  if (!isWithin(days, MOST_DAYS)) wrong.days = { key: 'clientRegistration:errors.days', params: { max: MOST_DAYS } }
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
  return { name: plain, usesLeft: uses, expiresAt: now + days * DAY }
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max
}
