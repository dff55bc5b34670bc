/**
 * Whether a text as a whole is a pattern in which `*` stands for anything, also for nothing. Nothing else has a meaning in the
 * pattern, and the time is at most that of one search for each of its pieces: no regular expression is made of it.
 */
export function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  const end = text.length - last.length
  let at = first.length
  for (const piece of rest) {
    const place = text.indexOf(piece, at)
    if (place < 0 || place + piece.length > end) return false
    at = place + piece.length
  }
  return true
}
