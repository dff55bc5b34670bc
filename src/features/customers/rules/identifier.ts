import { type Random, randomReadable } from '../../../core/random.ts'

export const IDENTIFIER_LENGTH = 7
export const MAX_IDENTIFIER = 190

/** Words that no customer shall find on a badge. They hold no I, O, 0 or 1, which the alphabet does not have. */
const BAD_WORDS = [
  'ARSCH',
  'ASS',
  'AFFE',
  'BASTARD',
  'CUNT',
  'CRAP',
  'DAMN',
  'DEAD',
  'DUMM',
  'FAG',
  'FART',
  'FCK',
  'FCKN',
  'FUCK',
  'FUK',
  'FUX',
  'GAS',
  'HASS',
  'HELL',
  'HURE',
  'JEW',
  'JUDE',
  'KACKE',
  'KKK',
  'LUDER',
  'MUSCH',
  'NAZ',
  'NEGER',
  'NSDAP',
  'NUTTE',
  'PENNER',
  'RAPE',
  'SAU',
  'SEX',
  'SHAG',
  'SLUT',
  'SS88',
  'SUCK',
  'TWAT',
  'WANK',
  'WHR',
  'XXX',
]

/** A random customer ID of symbols that people do not mistake for one another. */
export function randomIdentifier(random: Random, length = IDENTIFIER_LENGTH): string {
  for (;;) {
    const candidate = randomReadable(random, length)
    if (!holdsBadWord(candidate)) return candidate
  }
}

export function holdsBadWord(text: string): boolean {
  return BAD_WORDS.some((word) => text.includes(word))
}

/** Letters, digits, dot, dash and underscore; the first and the last are a letter or a digit. */
export function isIdentifier(text: string): boolean {
  return text.length <= MAX_IDENTIFIER && /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text)
}
