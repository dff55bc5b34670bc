import type { Message } from '../../../core/errors.ts'
import type { Fields } from './fields.ts'

/** Control characters and those that turn or hide text. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u

/** A message of this feature about what was typed. */
export function bad(key: string, params?: Message['params']): Message {
  return { key: `ssoProviders:bad.${key}`, ...(params && { params }) }
}

/** A known word, or what was there before. */
export function readWord<Word extends string>(
  field: string,
  words: readonly Word[],
  typed: string | undefined,
  before: Word,
  wrong: Fields,
): Word {
  if (typed === undefined) return before
  const found = words.find((word) => word === typed.trim())
  if (found !== undefined) return found
  wrong[field] = bad('word', { typed: typed.slice(0, 50), known: words.join(', ') })
  return before
}

/** A text on one line without outer blanks, or what was there before. */
export function readText(field: string, typed: string | undefined, before: string, max: number, wrong: Fields): string {
  if (typed === undefined) return before
  const text = typed.normalize('NFC').trim()
  if (text.length > max) wrong[field] = bad('long', { max })
  else if (INVISIBLE.test(text)) wrong[field] = bad('invisible')
  return text
}
