import { InvalidInput } from '../../core/errors.ts'

export const MAX_TAG = 40
/** Staff puts no more to one customer; rules come on top. */
export const MOST_TAGS = 20

/**
 * A tag as it is kept: composed (NFC), in small letters, single blanks, so that one word is one tag however somebody writes it.
 * Null for none: empty, longer than 40 symbols, with a comma (lists of tags are written with commas) or with symbols that nobody sees.
 */
export function normalTag(typed: string): string | null {
  const tag = typed.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
  const length = [...tag].length
  if (length === 0 || length > MAX_TAG || /[,\p{C}]/u.test(tag) || !tag.isWellFormed()) return null
  return tag
}

/** @throws InvalidInput for `tag` */
export function checkTag(typed: string): string {
  const tag = normalTag(typed)
  if (tag !== null) return tag
  const key = typed.trim() === '' ? 'customerTags:bad.empty' : 'customerTags:bad.form'
  throw new InvalidInput({ tag: { key, params: { max: MAX_TAG } } })
}
