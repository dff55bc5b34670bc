import type { Message } from '../../../core/errors.ts'
import { isOneOf } from '../../../protocol/provider/supported.ts'

/** What is wrong, by the name of the field, in the words of RFC 7591 where it has them. */
export type Fields = Record<string, Message>

export function unknownWord(typed: string, words: readonly string[]): Message {
  return { key: 'ssoClients:errors.unknownWord', params: { typed: typed.slice(0, 50), known: words.join(', ') } }
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
  if (isOneOf(words, typed)) return typed
  wrong[field] = unknownWord(typed, words)
  return before
}

/** Known words, each once, in the order of `words`. */
export function readWords<Word extends string>(
  field: string,
  words: readonly Word[],
  typed: readonly string[] | undefined,
  wrong: Fields,
): readonly Word[] | undefined {
  if (typed === undefined) return undefined
  const unknown = typed.find((text) => !isOneOf(words, text))
  if (unknown !== undefined) wrong[field] = unknownWord(unknown, words)
  else if (typed.length === 0) wrong[field] = { key: 'ssoClients:errors.chooseOne' }
  return words.filter((text) => typed.includes(text))
}

/** A word that may be left out: null is kept. */
export function readChoice<Word extends string>(
  field: string,
  words: readonly Word[],
  typed: string | null,
  wrong: Fields,
): Word | null {
  if (typed === null) return null
  if (isOneOf(words, typed)) return typed
  wrong[field] = unknownWord(typed, words)
  return null
}
