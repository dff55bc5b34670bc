import type { BackendRequest } from '../contract.ts'

type Lines = BackendRequest['headersDistinct']

/** Whom the proxy names. Nothing is checked yet. */
export interface Asserted {
  readonly identifier: string
  readonly email: string
  readonly name: string
  readonly groups: readonly string[]
}

/** The same header came twice, so that one of them may be from somebody else. */
export class SentTwice extends Error {
  readonly header: string
  constructor(header: string) {
    super(`the header ${header} came more than once`)
    this.header = header
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The value of a header as it was sent, each byte one character; null when it was not. @throws SentTwice */
export function oneLine(lines: Lines, header: string): string | null {
  const values = lines[header] ?? []
  if (values.length > 1) throw new SentTwice(header)
  return values[0]?.trim() || null
}

/** The bytes of a header as text: UTF-8, or what HTTP took them for before. */
export function textOf(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'))
  } catch {
    return value
  }
}

/** The parts of a list, without blanks around them. */
export function listOf(value: string, separator: string): string[] {
  return value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** True for what can be read in one line: no control characters, no signs that turn the direction of writing. */
export function isPlain(value: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFFFD]/u.test(value)
}
