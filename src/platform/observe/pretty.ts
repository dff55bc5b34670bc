const COLORS: Readonly<Record<string, number>> = { fatal: 31, error: 31, warn: 33, info: 36, debug: 90, trace: 90 }

/** One JSON log line as a short line for people: `12:03:04 info  message key=value`, with the error's stack below it. */
export function prettyLine(line: string, color: boolean): string {
  const record = parse(line)
  if (record === null) return line
  const { level, time, msg, err, ...fields } = record
  const paint = (text: string, code: number) => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const word = typeof level === 'string' ? level : 'info'
  const parts = [
    paint(typeof time === 'string' ? time.slice(11, 19) : '', 90),
    paint(word.padEnd(5), COLORS[word] ?? 36),
    ...(typeof msg === 'string' ? [visible(msg)] : []),
    ...Object.entries(fields).map(([key, value]) => paint(`${key}=${visible(brief(value))}`, 90)),
  ]
  return `${parts.join(' ')}\n${stackOf(err)}`
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

function brief(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function stackOf(err: unknown): string {
  if (typeof err !== 'object' || err === null || !('stack' in err) || typeof err.stack !== 'string') return ''
  return `${err.stack
    .split('\n')
    .map((row) => `  ${visible(row)}`)
    .join('\n')}\n`
}

/** Control characters could repaint the terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1).replace('\u007f', '\\u007f'))
}
