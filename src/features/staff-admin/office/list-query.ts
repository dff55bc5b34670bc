import { z } from 'zod'
import type { UserFilter, UserOrdering, UserQuery } from '../types.ts'

export const VIEWS = ['admins', 'inactive'] as const
export const FACTORS = ['with', 'without'] as const
const ORDERINGS: readonly UserOrdering[] = ['name', 'email', 'last_login']
const PAGE_SIZE = 50

const word = <T extends string>(words: readonly T[]) => z.enum(words).optional().catch(undefined)

const address = z.object({
  query: z.string().max(200).catch(''),
  view: word(VIEWS),
  backend: z.string().max(100).catch(''),
  factor: word(FACTORS),
  ordering: z.string().max(30).catch(''),
  cursor: z.string().max(2000).optional().catch(undefined),
})

/** What the list shows, as its address says it. Anything unknown in the address counts as not said. */
export interface ListQuery {
  readonly search: string
  readonly view: (typeof VIEWS)[number] | undefined
  readonly backend: string
  readonly factor: (typeof FACTORS)[number] | undefined
  /** Null until somebody sorts. */
  readonly sort: { readonly ordering: UserOrdering; readonly descending: boolean } | null
  readonly cursor: string | undefined
}

export const NO_FILTER = { search: '', view: undefined, backend: '', factor: undefined } as const

export function readListQuery(input: unknown): ListQuery {
  const said = address.parse(input)
  const ordering = ORDERINGS.find((known) => known === said.ordering.replace(/^-/, ''))
  return {
    search: said.query.replaceAll('\0', '').trim(),
    view: said.view,
    backend: said.backend.replaceAll('\0', ''),
    factor: said.factor,
    sort: ordering === undefined ? null : { ordering, descending: said.ordering.startsWith('-') },
    cursor: said.cursor,
  }
}

/** By name until somebody sorts. */
export function sortOf({ sort }: ListQuery): { ordering: UserOrdering; descending: boolean } {
  return sort ?? { ordering: 'name', descending: false }
}

export function isFiltered(query: ListQuery): boolean {
  return query.search !== '' || query.backend !== '' || query.factor !== undefined
}

export function userQuery(query: ListQuery): UserQuery {
  const filter: UserFilter = {
    search: query.search,
    backend: query.backend === '' ? undefined : query.backend,
    isActive: query.view === undefined ? undefined : query.view === 'admins',
    isAdmin: query.view === 'admins' ? true : undefined,
    hasSecondFactor: query.factor && query.factor === 'with',
  }
  return { ...filter, ...sortOf(query), limit: PAGE_SIZE, cursor: query.cursor }
}

/** The parts of an address that say what the list shows. */
export function addressParts({ search, view, backend, factor, sort, cursor }: ListQuery): Record<string, string> {
  return {
    ...(search !== '' && { query: search }),
    ...(view !== undefined && { view }),
    ...(backend !== '' && { backend }),
    ...(factor !== undefined && { factor }),
    ...(sort !== null && { ordering: (sort.descending ? '-' : '') + sort.ordering }),
    ...(cursor !== undefined && { cursor }),
  }
}

/** The address of a list: what it shows, with some of it changed. A changed view begins at its first page. */
export function listAddress(path: string, current: ListQuery, changes: Partial<ListQuery>): string {
  const text = new URLSearchParams(addressParts({ ...current, cursor: undefined, ...changes })).toString()
  return text === '' ? path : `${path}?${text}`
}
