import { z } from 'zod'
import { looksLikeId, type SsoLoginId, type SsoProviderId } from '../../../core/ids.ts'
import type { SsoLoginCursor } from '../types.ts'

/** What the address of the list asks for. */
export interface ListQuery {
  /** A reference, or the user ID of somebody at a provider, as it was typed; empty without a search. */
  readonly reference: string
  readonly provider: SsoProviderId | undefined
  readonly refusalsOnly: boolean
  readonly cursor: SsoLoginCursor | undefined
}

const text = (most: number) => z.string().max(most).catch('')
const schema = z.object({ reference: text(255), provider: text(50), show: text(20), older: text(50), newer: text(50) })

/** Whatever makes no sense is ignored. */
export function readListQuery(query: unknown): ListQuery {
  const { reference, provider, show, older, newer } = schema.parse(query ?? {})
  const cursor = (way: SsoLoginCursor['way'], id: string): SsoLoginCursor | undefined =>
    looksLikeId(id) ? { way, id: id as SsoLoginId } : undefined
  return {
    reference: reference.trim(),
    provider: looksLikeId(provider) ? (provider as SsoProviderId) : undefined,
    refusalsOnly: show === 'refused',
    cursor: cursor('older', older) ?? cursor('newer', newer),
  }
}

/** The address of a page of the list. */
export function listAddress(list: string, query: Omit<ListQuery, 'reference'>): string {
  const params = new URLSearchParams()
  if (query.provider !== undefined) params.set('provider', query.provider)
  if (query.refusalsOnly) params.set('show', 'refused')
  if (query.cursor) params.set(query.cursor.way, query.cursor.id)
  return params.size === 0 ? list : `${list}?${params}`
}
