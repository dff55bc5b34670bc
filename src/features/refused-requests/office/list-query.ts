import { z } from 'zod'
import { looksLikeId, type RefusalId, type SsoClientId } from '../../../core/ids.ts'
import type { RefusalCursor } from '../types.ts'

/** What the address of the list asks for. */
export interface ListQuery {
  /** A reference as it was typed; empty without a search. */
  readonly reference: string
  readonly client: SsoClientId | undefined
  readonly cursor: RefusalCursor | undefined
}

const text = (most: number) => z.string().max(most).catch('')
const schema = z.object({ reference: text(200), client: text(50), older: text(50), newer: text(50) })

/** Whatever makes no sense is ignored. */
export function readListQuery(query: unknown): ListQuery {
  const { reference, client, older, newer } = schema.parse(query ?? {})
  const cursor = (way: RefusalCursor['way'], id: string): RefusalCursor | undefined =>
    looksLikeId(id) ? { way, id: id as RefusalId } : undefined
  return {
    reference: reference.trim(),
    client: looksLikeId(client) ? (client as SsoClientId) : undefined,
    cursor: cursor('older', older) ?? cursor('newer', newer),
  }
}

/** The address of a page of the list. */
export function listAddress(list: string, client: SsoClientId | undefined, cursor: RefusalCursor | null): string {
  const params = new URLSearchParams()
  if (client !== undefined) params.set('client', client)
  if (cursor) params.set(cursor.way, cursor.id)
  return params.size === 0 ? list : `${list}?${params}`
}
