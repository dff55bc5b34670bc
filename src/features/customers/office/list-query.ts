import { z } from 'zod'
import { DAY } from '../../../core/clock.ts'
import type { MembershipTypeId, SsoProviderId } from '../../../core/ids.ts'
import { beginOfDay, nextDay } from '../rules/local-day.ts'
import type { CustomerFilter, CustomerOrdering, MembershipFilter, Period } from '../types.ts'

export const PAGE_SIZES = [25, 50, 100, 250] as const
export const STATUSES = ['active', 'unverified', 'disabled', 'leaving'] as const
export const LOGINS = ['password', 'without'] as const
export const LAST_LOGINS = ['month', 'year', 'never'] as const
export const MEMBERSHIPS = ['valid', 'any', 'none'] as const

const ORDERINGS: readonly CustomerOrdering[] = [
  'email',
  'name',
  'identifier',
  'external_identifier',
  'created',
  'last_login',
]

const word = <T extends string>(words: readonly T[]) => z.enum(words).optional().catch(undefined)
const day = z
  .string()
  .refine((text) => beginOfDay(text, 'UTC') !== null)
  .catch('')

const address = z.object({
  query: z.string().max(200).catch(''),
  status: word(STATUSES),
  membership: z
    .string()
    .regex(/^[a-z0-9]{1,40}$/)
    .catch(''),
  login: word(LOGINS),
  tag: z
    .string()
    .max(100)
    .regex(/^\P{C}*$/u)
    .catch(''),
  provider: z
    .string()
    .regex(/^[a-z0-9]{1,40}$/)
    .catch(''),
  last_login: word(LAST_LOGINS),
  created_since: day,
  created_until: day,
  ordering: z.string().max(30).catch(''),
  page_size: z.coerce.number().int().min(1).max(250).catch(PAGE_SIZES[0]),
  cursor: z.string().max(2000).optional().catch(undefined),
})

/** What the list shows, as its address says it. Anything unknown in the address counts as not said. */
export interface ListQuery {
  readonly search: string
  readonly status: (typeof STATUSES)[number] | undefined
  /** One of `MEMBERSHIPS`, the id of a type, or empty. */
  readonly membership: string
  readonly login: (typeof LOGINS)[number] | undefined
  /** Empty for all. */
  readonly tag: string
  /** The id of an SSO provider, or empty. */
  readonly provider: string
  readonly lastLogin: (typeof LAST_LOGINS)[number] | undefined
  /** `2026-01-31` or empty; both days belong to it. */
  readonly createdSince: string
  readonly createdUntil: string
  /** Null until somebody sorts. */
  readonly sort: { readonly ordering: CustomerOrdering; readonly descending: boolean } | null
  readonly size: number
  readonly cursor: string | undefined
}

export function readListQuery(input: unknown): ListQuery {
  const said = address.parse(input)
  const ordering = ORDERINGS.find((known) => known === said.ordering.replace(/^-/, ''))
  return {
    search: said.query.trim(),
    status: said.status,
    membership: said.membership,
    login: said.login,
    tag: said.tag,
    provider: said.provider,
    lastLogin: said.last_login,
    createdSince: said.created_since,
    createdUntil: said.created_until,
    sort: ordering === undefined ? null : { ordering, descending: said.ordering.startsWith('-') },
    size: said.page_size,
    cursor: said.cursor,
  }
}

/** Newest first until somebody sorts; those who are chosen by their last login by that. */
export function sortOf({ sort, lastLogin }: ListQuery): { ordering: CustomerOrdering; descending: boolean } {
  if (sort !== null) return sort
  const isByLogin = lastLogin === 'month' || lastLogin === 'year'
  return { ordering: isByLogin ? 'last_login' : 'created', descending: true }
}

/** Nothing but the search, the filters and their chips. */
export const NO_FILTER = {
  search: '',
  status: undefined,
  membership: '',
  login: undefined,
  tag: '',
  provider: '',
  lastLogin: undefined,
  createdSince: '',
  createdUntil: '',
} as const satisfies Partial<ListQuery>

export function isFiltered(query: ListQuery): boolean {
  return Object.keys(NO_FILTER).some((key) => (query[key as keyof typeof NO_FILTER] ?? '') !== '')
}

/** The filter of a list. @param now instant in ms */
export function filterOf(query: ListQuery, timeZone: string, now: number): CustomerFilter {
  const created: Period = {
    since: query.createdSince === '' ? undefined : (beginOfDay(query.createdSince, timeZone) ?? undefined),
    before: query.createdUntil === '' ? undefined : (beginOfDay(nextDay(query.createdUntil), timeZone) ?? undefined),
  }
  return {
    search: query.search,
    status: query.status,
    membership: membershipOf(query.membership, now),
    hasPassword: query.login && query.login === 'password',
    tag: query.tag === '' ? undefined : query.tag,
    providerId: query.provider === '' ? undefined : (query.provider as SsoProviderId),
    lastLogin: lastLoginOf(query.lastLogin, now),
    created: created.since === undefined && created.before === undefined ? undefined : created,
  }
}

function membershipOf(text: string, at: number): MembershipFilter | undefined {
  if (text === '') return undefined
  if (text === 'none' || text === 'any') return { kind: text }
  return text === 'valid' ? { kind: 'valid', at } : { kind: 'type', typeId: text as MembershipTypeId, at }
}

function lastLoginOf(text: ListQuery['lastLogin'], now: number): CustomerFilter['lastLogin'] {
  if (text === undefined || text === 'never') return text
  return text === 'month' ? { since: now - 30 * DAY } : { before: now - 365 * DAY }
}

/** The parts of an address that say what a list shows. */
export function addressParts(query: ListQuery): Record<string, string> {
  const { search, status, membership, login, tag, provider, lastLogin, createdSince, createdUntil } = query
  const { sort, size, cursor } = query
  return {
    ...(search !== '' && { query: search }),
    ...(status !== undefined && { status }),
    ...(membership !== '' && { membership }),
    ...(login !== undefined && { login }),
    ...(tag !== '' && { tag }),
    ...(provider !== '' && { provider }),
    ...(lastLogin !== undefined && { last_login: lastLogin }),
    ...(createdSince !== '' && { created_since: createdSince }),
    ...(createdUntil !== '' && { created_until: createdUntil }),
    ...(sort !== null && { ordering: (sort.descending ? '-' : '') + sort.ordering }),
    ...(size !== PAGE_SIZES[0] && { page_size: String(size) }),
    ...(cursor !== undefined && { cursor }),
  }
}

/** The address of a list: what it shows, with some of it changed. A changed view begins at its first page. */
export function listAddress(path: string, current: ListQuery, changes: Partial<ListQuery>): string {
  const text = new URLSearchParams(addressParts({ ...current, cursor: undefined, ...changes })).toString()
  return text === '' ? path : `${path}?${text}`
}
