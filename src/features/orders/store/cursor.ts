import { z } from 'zod'

/** A place in a list of orders, newest first: an order, and which way to read on from it. */
export interface OrderCursor {
  readonly direction: 'older' | 'newer'
  /** Instant in ms. */
  readonly datetime: number
  readonly id: string
}

const schema = z.tuple([z.enum(['older', 'newer']), z.int(), z.string().regex(/^[a-z0-9]{26}$/)])

export function writeCursor({ direction, datetime, id }: OrderCursor): string {
  return Buffer.from(JSON.stringify([direction, datetime, id])).toString('base64url')
}

/** Null for anything that is not a cursor. */
export function readCursor(text: string | undefined): OrderCursor | null {
  if (!text || text.length > 200) return null
  try {
    const [direction, datetime, id] = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { direction, datetime, id }
  } catch {
    return null
  }
}
