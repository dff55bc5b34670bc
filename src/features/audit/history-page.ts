import { readCursor, writeCursor } from './cursor.ts'
import type { AuditQuery } from './store.ts'
import type { AuditEntry } from './types.ts'

/** A page of a history, newest first, and the places of the pages around it. */
export interface HistoryPart {
  readonly entries: readonly AuditEntry[]
  /** Value of the parameter `after` that leads there. */
  readonly newer: string | undefined
  /** Value of the parameter `before` that leads there. */
  readonly older: string | undefined
}

/**
 * The part of a history that an address asks for by `before` or `after`.
 * @param list reads one of the histories
 * @param query of the address; what is no place in a history counts as absent
 */
export async function historyPage(
  list: (options: Pick<AuditQuery, 'limit' | 'before' | 'after'>) => Promise<AuditEntry[]>,
  query: unknown,
  size: number,
): Promise<HistoryPart> {
  const asked = (query ?? {}) as Record<string, unknown>
  const before = readCursor(asked.before)
  const after = before ? undefined : readCursor(asked.after)
  const found = await list({ limit: size + 1, before, after })
  const hasMore = found.length > size
  const entries = after ? found.slice(-size) : found.slice(0, size)
  const cursor = (entry: AuditEntry | undefined, isNeeded: boolean) =>
    entry && isNeeded ? writeCursor(entry) : undefined
  return {
    entries,
    newer: cursor(entries[0], after ? hasMore : before !== undefined),
    older: cursor(entries.at(-1), after !== undefined || hasMore),
  }
}
