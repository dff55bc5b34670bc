/** A line of a file: its text, or why it cannot be read. */
export type RawLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly problem: string }

const LINE_FEED = 0x0a

/**
 * Cuts bytes into lines without holding more than one of them. Lines without content are left out, but counted in the numbers.
 * @param maxBytes a longer line is skipped and told as a problem
 */
export async function* readLines(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<RawLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Uint8Array[] = []
  let length = 0
  let number = 0

  const finish = (): RawLine | null => {
    number++
    const bytes = Buffer.concat(parts)
    const tooLong = length > maxBytes
    parts = []
    length = 0
    if (tooLong) return { number, problem: `is longer than ${maxBytes} bytes` }
    try {
      const text = decoder.decode(bytes).trim()
      return text === '' ? null : { number, text }
    } catch {
      return { number, problem: 'is not UTF-8' }
    }
  }
  const take = (bytes: Uint8Array) => {
    length += bytes.length
    if (length <= maxBytes) parts.push(bytes)
    else parts = []
  }

  for await (const chunk of source) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, end))
      const line = finish()
      if (line) yield line
      from = end + 1
    }
    if (from < chunk.length) take(chunk.subarray(from))
  }
  const last = length > 0 ? finish() : null
  if (last) yield last
}
