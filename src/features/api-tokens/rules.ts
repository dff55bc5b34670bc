import { DAY, MINUTE } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import type { Random } from '../../core/random.ts'
import type { ApiToken, ApiTokenInput } from './types.ts'

export const NAME_MAX_LENGTH = 190
const TOKEN_LENGTH = 64
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** The largest multiple of the length of the alphabet that fits into a byte: bytes from there on would favour some characters. */
const USABLE = 252
/** How exactly the last use is known, in ms. */
export const USE_STEP_MS = MINUTE
/** The ends that the form offers, in days. */
export const LIFETIMES_DAYS = [30, 90, 365] as const

/** 64 characters out of `a` to `z` and `0` to `9`: about 330 random bits. */
export function newTokenSecret(random: Random): string {
  let text = ''
  while (text.length < TOKEN_LENGTH) {
    for (const byte of random.bytes(TOKEN_LENGTH)) {
      if (byte < USABLE && text.length < TOKEN_LENGTH) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}

/** Whether a text can be one of our tokens; nothing else is looked up. */
export function looksLikeToken(text: string): boolean {
  return /^[a-z0-9]{64}$/.test(text)
}

export type TokenState = 'active' | 'expired' | 'revoked'

/** @param now ms */
export function stateOf({ revokedAt, expiresAt }: Pick<ApiToken, 'revokedAt' | 'expiresAt'>, now: number): TokenState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

/** @throws InvalidInput for a name that no token can have, or an end that is over. @param now ms */
export function tidyToken({ name: typed, expiresAt }: ApiTokenInput, now: number): ApiTokenInput {
  const name = typed.trim().replace(/\s+/g, ' ')
  if (name === '') throw new InvalidInput({ name: { key: 'apiTokens:field.nameMissing' } })
  if (name.length > NAME_MAX_LENGTH) {
    throw new InvalidInput({ name: { key: 'apiTokens:field.nameLong', params: { count: NAME_MAX_LENGTH } } })
  }
  if (expiresAt !== null && expiresAt <= now) throw new InvalidInput({ date: { key: 'apiTokens:field.datePast' } })
  return { name, expiresAt }
}

/**
 * The end that a form asks for.
 * @param choice `never`, a number of days, or `date`
 * @param date `2027-01-31`: the token works through that day, in UTC
 * @returns ms, or null for never
 * @throws InvalidInput
 */
export function endOf(choice: string, date: string, now: number): number | null {
  if (choice === 'never') return null
  const days = LIFETIMES_DAYS.find((offered) => String(offered) === choice)
  if (days !== undefined) return now + days * DAY
  if (choice !== 'date') throw new InvalidInput({ expires: { key: 'apiTokens:field.expiresUnknown' } })
  const start = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  const isDay = Number.isFinite(start) && new Date(start).toISOString().startsWith(date)
  if (!isDay) throw new InvalidInput({ date: { key: 'apiTokens:field.dateUnknown' } })
  return start + DAY
}
