import { foldText, phoneDigits } from './search-text.ts'

const MAX_TYPED = 200
const MAX_WORDS = 8

export interface SearchWord {
  /** Without case and accents. */
  readonly text: string
  /** The word as the beginning of a customer ID, in capitals; null when no ID begins so. */
  readonly identifier: string | null
}

/** What is looked for: all words, or the phone number. */
export interface SearchTerms {
  readonly words: readonly SearchWord[]
  /** Digits as they stand in a stored number. */
  readonly phone: string | null
}

/** Reads what was typed into a search; null when there is nothing in it. */
export function readSearch(typed: string | undefined): SearchTerms | null {
  const text = (typed ?? '').replaceAll('\0', '').slice(0, MAX_TYPED).trim()
  const words = new Map<string, SearchWord>()
  for (const piece of text.split(/\s+/)) {
    const word = wordOf(piece.replace(/^#(?=.)/, ''))
    if (word.text !== '' && words.size < MAX_WORDS) words.set(word.text, word)
  }
  return words.size === 0 ? null : { words: [...words.values()], phone: phoneDigits(text) }
}

/** Words of one or two characters are looked for where a word begins, as they stand nearly everywhere else. */
export function isShort({ text }: Pick<SearchWord, 'text'>): boolean {
  return [...text].length < 3
}

function wordOf(piece: string): SearchWord {
  return {
    text: foldText(piece).trim(),
    identifier: /^[a-z0-9][a-z0-9._-]*$/i.test(piece) ? piece.toUpperCase() : null,
  }
}
