import { escapeDnValue } from './templates.ts'

/** One attribute of a distinguished name. */
export interface NamePart {
  /** Lower case, e.g. `cn`. */
  readonly type: string
  readonly value: string
  /** Names the same entry as the part before, with another attribute of it. */
  readonly isMore?: true
}

interface Piece {
  readonly text: string
  readonly isMore: boolean
}

const HEX = /^[0-9a-f]{2}$/i

/** The parts of a distinguished name from the entry upwards (RFC 4514); null when it is none. */
export function parseDn(dn: string): NamePart[] | null {
  const parts = split(dn).map(partOf)
  return parts.length > 0 && parts.every((part) => part !== null) ? parts : null
}

/** One spelling for all spellings of a name: no blanks between the parts, types in lower case, escapes alike. */
export function normalDn(dn: string): string {
  const parts = parseDn(dn)
  if (parts === null) return dn
  return parts
    .map(({ type, value, isMore }, index) => `${separator(index, isMore)}${type}=${escapeDnValue(value)}`)
    .join('')
}

/**
 * What a group is called in the configuration: by its whole name, and by the first part of it. A first part that looks like a
 * whole name is left out: whoever may make groups somewhere could otherwise pass one off as another.
 */
export function groupNames(dn: string): string[] {
  const short = parseDn(dn)?.[0]?.value
  return short === undefined || short.includes('=') ? [normalDn(dn)] : [short, normalDn(dn)]
}

function separator(index: number, isMore: true | undefined): string {
  if (index === 0) return ''
  return isMore ? '+' : ','
}

/** At the separators that are not escaped. */
function split(dn: string): Piece[] {
  const pieces: Piece[] = []
  let piece = ''
  let isMore = false
  for (let index = 0; index < dn.length; index++) {
    const char = dn[index] ?? ''
    if (char === '\\') {
      piece += char + (dn[index + 1] ?? '')
      index++
    } else if (char === ',' || char === '+' || char === ';') {
      pieces.push({ text: piece, isMore })
      piece = ''
      isMore = char === '+'
    } else piece += char
  }
  return [...pieces, { text: piece, isMore }]
}

function partOf({ text, isMore }: Piece): NamePart | null {
  const at = text.indexOf('=')
  const type = text.slice(0, at).trim().toLowerCase()
  if (at < 1 || !/^[a-z0-9.-]+$/.test(type)) return null
  return { type, value: unescaped(trimmed(text.slice(at + 1))), ...(isMore && { isMore }) }
}

/** Without outer blanks; an escaped one at the end belongs to the value. */
function trimmed(value: string): string {
  const text = value.trim()
  return /(?<!\\)(\\\\)*\\$/.test(text) ? `${text} ` : text
}

function unescaped(value: string): string {
  const bytes: Buffer[] = []
  for (let index = 0; index < value.length; index++) {
    const hex = value.slice(index + 1, index + 3)
    if (value[index] !== '\\') {
      const char = String.fromCodePoint(value.codePointAt(index) ?? 0)
      bytes.push(Buffer.from(char))
      index += char.length - 1
    } else if (HEX.test(hex)) {
      bytes.push(Buffer.from(hex, 'hex'))
      index += 2
    } else bytes.push(Buffer.from(value[++index] ?? ''))
  }
  return Buffer.concat(bytes).toString()
}
