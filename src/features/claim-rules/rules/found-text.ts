const LONGEST = 200
const DEEPEST = 4
const MOST_ITEMS = 20

/** What a claim holds, for eyes: JSON without quotes around a text, cut after 200 symbols. "" for nothing. Never throws. */
export function foundText(found: unknown): string {
  if (found === undefined || found === null) return ''
  const text = typeof found === 'string' ? found.slice(0, LONGEST + 1) : write(found, DEEPEST)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST))
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth === 0) return '…'
  if (Array.isArray(value)) return `[${some(value, (item) => write(item, depth - 1))}]`
  const entry = (key: string) =>
    `${JSON.stringify(key.slice(0, LONGEST))}: ${write((value as Record<string, unknown>)[key], depth - 1)}`
  return `{${some(Object.keys(value), entry)}}`
}

function some<T>(items: readonly T[], text: (item: T) => string): string {
  const shown = items.slice(0, MOST_ITEMS).map(text)
  return [...shown, ...(items.length > MOST_ITEMS ? ['…'] : [])].join(', ')
}
