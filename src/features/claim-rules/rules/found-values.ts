/** A hostile claim is looked at no further than this. */
const MOST_VALUES = 5000
const MOST_SYMBOLS = 4096
const DEEPEST = 5

/**
 * The single values of a claim as texts: texts, numbers and truth values as they are, those of a list one by one, lists in lists
 * as well. Of an object its own keys, because some providers name roles that way. Never throws and always ends, whatever the claim is.
 */
export function singleValues(found: unknown): readonly string[] {
  const values: string[] = []
  collect(found, DEEPEST, values)
  return values
}

/** The same, and the parts of texts: between commas if there are any (names may hold blanks then), else between blanks. */
export function listedValues(found: unknown): readonly string[] {
  return singleValues(found).flatMap((text) => [text, ...partsOf(text)])
}

/** Whether a claim says anything: not null, an empty text, or a list or an object without a value. */
export function isThere(found: unknown): boolean {
  return singleValues(found).some((text) => text.trim() !== '')
}

function collect(value: unknown, depth: number, into: string[]): void {
  if (into.length >= MOST_VALUES || value === null || value === undefined) return
  if (typeof value === 'string') into.push(value.slice(0, MOST_SYMBOLS))
  else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) into.push(String(value))
  else if (typeof value === 'object' && depth > 0) collectInside(value, depth, into)
}

function collectInside(value: object, depth: number, into: string[]): void {
  if (!Array.isArray(value)) {
    for (const key of Object.keys(value).slice(0, MOST_VALUES)) collect(key, 0, into)
    return
  }
  for (const item of value.slice(0, MOST_VALUES)) {
    if (into.length >= MOST_VALUES) return
    if (Array.isArray(item) || typeof item !== 'object') collect(item, depth - 1, into)
  }
}

function partsOf(text: string): string[] {
  return text.split(text.includes(',') ? ',' : /\s+/).filter((part) => part.trim() !== '')
}
