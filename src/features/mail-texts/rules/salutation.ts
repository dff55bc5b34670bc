import type { NameParts } from '../../../core/person-names.ts'

/**
 * The name as a letter addresses somebody: salutation, title and family name for Ms and Mr; title, given and family name for
 * Mx, for nobody in particular and where no family name is known.
 * @param salutation the word for a stored salutation in the language of the letter
 * @param fallback the display name, for names that are not in parts
 */
export function nameForSalutation(
  parts: NameParts,
  salutation: (stored: 'Ms' | 'Mr') => string,
  fallback: string,
): string {
  const part = (name: string) => (parts[name] ?? '').trim()
  const stored = part('salutation')
  const words =
    (stored === 'Ms' || stored === 'Mr') && part('family_name') !== ''
      ? [salutation(stored), part('title'), part('family_name')]
      : [part('title'), part('given_name'), part('family_name')]
  const hasName = part('given_name') !== '' || part('family_name') !== ''
  return hasName ? words.filter((word) => word !== '').join(' ') : fallback
}
