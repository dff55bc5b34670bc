import { NAME_SCHEMES, type NameSchemeKey } from '../../../core/person-names.ts'
import type { LetterKind } from '../types.ts'

/** Braces around a word, however many and with or without spaces: what somebody meant as a placeholder. */
const ATTEMPT = /\{+\s*([\p{L}\p{N}_.-]{1,60})\s*\}+/gu

/**
 * What a text of this kind may mention, in the order of the help: the person, the parts of the name that the scheme asks for,
 * the organizer, what the kind itself knows.
 */
export function placeholdersOf(kind: LetterKind, scheme: NameSchemeKey): string[] {
  const parts = NAME_SCHEMES[scheme].parts.filter((part) => part !== 'full_name').map((part) => `name_${part}`)
  const own = kind.carries === 'nothing' ? [] : [kind.carries]
  return [...new Set(['name', 'name_for_salutation', ...parts, 'organizer', ...kind.placeholders, ...own])]
}

/** Everything in a text that looks like a placeholder, as it is written there. */
export function attemptsIn(text: string): { written: string; word: string }[] {
  return [...text.matchAll(ATTEMPT)].map(([written, word = '']) => ({ written, word }))
}

/** Whether a text mentions `{word}`. */
export function mentions(text: string, word: string): boolean {
  return text.includes(`{${word}}`)
}

/** The known word that is closest to an unknown one; null when none is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().replaceAll(/[.-]/g, '_')
  const ranked = known
    .map((candidate) => ({ candidate, distance: candidate.startsWith(`${wanted}_`) ? 1 : distance(wanted, candidate) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 2)) ? best.candidate : null
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
