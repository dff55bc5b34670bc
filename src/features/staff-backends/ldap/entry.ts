import type { Entry } from 'ldapts'

/** The attribute of Active Directory whose bytes are a GUID. */
const OBJECT_GUID = 'objectguid'

/** One entry of a directory. Attributes are found in any case. */
export interface DirectoryEntry {
  readonly dn: string
  /** The values as text; bytes that are no text as hexadecimal digits, a GUID as it is usually written. */
  values(attribute: string): readonly string[]
}

/** Names of attributes whose bytes must not be taken for text, in the spellings that directories answer. */
export const BINARY_ATTRIBUTES = ['objectGUID', 'objectguid', 'objectSid', 'objectsid']

export function directoryEntry({ dn, ...attributes }: Entry): DirectoryEntry {
  const byName = new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    dn,
    values(attribute) {
      const name = attribute.toLowerCase()
      const found = byName.get(name) ?? []
      const list = Array.isArray(found) ? found : [found]
      return list.map((value) => textOf(name, value)).filter((text) => text !== '')
    },
  }
}

function textOf(name: string, value: string | Buffer): string {
  if (typeof value === 'string') return value.trim()
  return name === OBJECT_GUID && value.length === 16 ? guidText(value) : value.toString('hex')
}

/** Three of its fields are stored with the lowest byte first ([MS-DTYP] 2.3.4.2). */
function guidText(bytes: Buffer): string {
  const hex = (part: Buffer) => part.toString('hex')
  const turned = (start: number, end: number) => hex(Buffer.from(bytes.subarray(start, end)).reverse())
  return [turned(0, 4), turned(4, 6), turned(6, 8), hex(bytes.subarray(8, 10)), hex(bytes.subarray(10))].join('-')
}
