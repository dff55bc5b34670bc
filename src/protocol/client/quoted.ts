const MAX_LENGTH = 300

/** What somebody else said, fit for a log or a page of staff: one line, at most 300 characters. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.replace(/\p{C}+/gu, ' ').slice(0, MAX_LENGTH)
}
