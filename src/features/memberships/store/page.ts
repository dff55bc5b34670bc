import { type Cursor, writeCursor } from '../../../platform/db/cursor.ts'
import type { Page } from '../types.ts'

/**
 * A page of the rows that were found from a cursor on.
 * @param found up to one more than `limit`, the nearest to the cursor first
 */
export function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
  cursor: Cursor<number> | null,
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
