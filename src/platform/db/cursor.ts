import { type ZodType, z } from 'zod'

type SortValue = string | number | null

/** A place in a list: the sorted value and the id of one row, and which way to read on. */
export interface Cursor<Value extends SortValue = SortValue> {
  readonly direction: 'older' | 'newer'
  readonly value: Value
  readonly id: string
}

const MAX_LENGTH = 2000

/** A cursor as part of an address. */
export function writeCursor({ direction, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([direction, value, id])).toString('base64url')
}

/**
 * Null for a text that is no cursor of a list sorted by such values.
 * @param value what the list is sorted by; null in a part of the list without values
 */
export function readCursor<Value extends SortValue>(
  text: string | undefined,
  value: ZodType<Value>,
): Cursor<Value> | null {
  if (!text || text.length > MAX_LENGTH) return null
  try {
    const json = Buffer.from(text, 'base64url').toString()
    if (json.includes('\\u0000')) return null
    const place = z.tuple([z.enum(['older', 'newer']), value, z.string().max(40)]).safeParse(JSON.parse(json))
    return place.success ? { direction: place.data[0], value: place.data[1], id: place.data[2] } : null
  } catch {
    return null
  }
}
