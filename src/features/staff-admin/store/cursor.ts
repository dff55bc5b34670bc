import { z } from 'zod'

/** A place in the list: the sorted value and the id of one row, and which way to read on. */
export interface Cursor {
  readonly direction: 'older' | 'newer'
  readonly value: string | number
  readonly id: string
}

const schema = z.tuple([
  z.enum(['older', 'newer']),
  z.union([z.string().max(1000), z.number().int()]),
  z.string().max(40),
])

export function writeCursor({ direction, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([direction, value, id])).toString('base64url')
}

/** Null for a text that is no cursor of a list sorted by values of this kind. */
export function readCursor(text: string | undefined, kind: 'string' | 'number'): Cursor | null {
  if (!text || text.length > 2000) return null
  try {
    const json = Buffer.from(text, 'base64url').toString()
    if (json.includes('\\u0000')) return null
    const [direction, value, id] = schema.parse(JSON.parse(json))
    return typeof value === kind ? { direction, value, id } : null
  } catch {
    return null
  }
}
