import { z } from 'zod'
import type { CustomerOrdering, CustomerStatus } from '../types.ts'

export const PAGE_SIZE = 25

const ORDERINGS: readonly CustomerOrdering[] = ['email', 'name', 'identifier', 'created', 'last_login']

const query = z.object({
  query: z.string().max(200).catch(''),
  status: z.enum(['active', 'unverified', 'disabled']).optional().catch(undefined),
  ordering: z.string().max(30).catch(''),
  cursor: z.string().max(2000).optional().catch(undefined),
})

/** What the list shows, as its address says it. Anything unknown in the address counts as not said. */
export interface ListQuery {
  readonly search: string
  readonly status: CustomerStatus | undefined
  readonly ordering: CustomerOrdering
  readonly descending: boolean
  readonly cursor: string | undefined
}

/** Newest first, until somebody sorts. */
export function readListQuery(input: unknown): ListQuery {
  const { query: search, status, ordering, cursor } = query.parse(input)
  const word = ORDERINGS.find((known) => known === ordering.replace(/^-/, ''))
  if (word === undefined) return { search: search.trim(), status, ordering: 'created', descending: true, cursor }
  return { search: search.trim(), status, ordering: word, descending: ordering.startsWith('-'), cursor }
}

/** The address of a list: what it shows, with some of it changed. A changed view begins at its first page. */
export function listAddress(path: string, current: ListQuery, changes: Partial<ListQuery>): string {
  const { search, status, ordering, descending, cursor } = { ...current, cursor: undefined, ...changes }
  const params = new URLSearchParams()
  if (search !== '') params.set('query', search)
  if (status !== undefined) params.set('status', status)
  if (ordering !== 'created' || !descending) params.set('ordering', (descending ? '-' : '') + ordering)
  if (cursor !== undefined) params.set('cursor', cursor)
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
