/** Values within values; no claim, key or description has more. */
const MAX_LEVELS = 64

/** Whether JSON text holds so many values within values that programs that follow them run out of room. */
export function isTooDeep(text: string): boolean {
  let level = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const symbol = text[at]
    if (isText) {
      if (symbol === '\\') at += 1
      else if (symbol === '"') isText = false
    } else if (symbol === '"') isText = true
    else if (symbol === '[' || symbol === '{') {
      level += 1
      if (level > MAX_LEVELS) return true
    } else if (symbol === ']' || symbol === '}') level -= 1
  }
  return false
}
