import { z } from 'zod'
import type { Page } from '../types.ts'

/** A place in a list: the sorted value and the id of one row, and which way to read on. */
export interface Cursor {
  readonly direction: 'older' | 'newer'
  readonly value: number
  readonly id: string
}

const schema = z.tuple([z.enum(['older', 'newer']), z.number().int(), z.string().regex(/^[a-z0-9]{26}$/)])

export function writeCursor({ direction, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([direction, value, id])).toString('base64url')
}

/** Null for anything that is no cursor. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text || text.length > 200) return null
  try {
    const [direction, value, id] = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { direction, value, id }
  } catch {
    return null
  }
}

/**
 * A page of the rows that were found from a cursor on.
 * @param found up to one more than `limit`, the nearest to the cursor first
 */
export function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
  cursor: Cursor | null,
  sortedBy: (item: Item) => number,
): Page<Item> {
  const isBack = cursor?.direction === 'newer'
  const hasMore = found.length > limit
  const items = isBack ? found.slice(0, limit).reverse() : found.slice(0, limit)
  const place = (item: Item | undefined, direction: Cursor['direction']) =>
    item === undefined ? null : writeCursor({ direction, value: sortedBy(item), id: item.id })
  const hasNewer = isBack ? hasMore : cursor !== null
  const hasOlder = isBack || hasMore
  return {
    items,
    newer: hasNewer ? place(items.at(0), 'newer') : null,
    older: hasOlder ? place(items.at(-1), 'older') : null,
  }
}
