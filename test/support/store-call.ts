import type { OrganizerId } from '../../src/core/ids.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import type { Database } from '../../src/platform/db/db.ts'
import type { TenantRows } from './tenant-rows.ts'

/** Calls one store function in the name of `organizer` on the rows that `its` names. */
type Call<Store> = (store: Store, organizer: OrganizerId, its: TenantRows) => unknown
/** Why something may be without an organizer. */
type Reason = string

export type StoreCall = (q: Database, kind: DbKind, organizer: OrganizerId, its: TenantRows) => unknown
/** Of a store, each of its functions; of a function that is exported by itself, a call. */
export type ExportEntry = Reason | StoreCall | Readonly<Record<string, StoreCall | Reason>>
/** Store files with their exported functions. */
export type StoreFiles = Readonly<Record<string, Readonly<Record<string, ExportEntry>>>>

export function calls<Store extends object>(
  create: (q: Database, kind: DbKind) => Store,
  entries: { readonly [Name in keyof Store]: Call<Store> | Reason },
): ExportEntry {
  const bound = Object.entries<Call<Store> | Reason>(entries).map(([name, call]) => {
    if (typeof call === 'string') return [name, call] as const
    const run: StoreCall = (q, kind, ...rest) => call(create(q, kind), ...rest)
    return [name, run] as const
  })
  return Object.fromEntries(bound)
}

export const fresh = <Id extends string>(name: string) => `fresh-${name}` as Id

export const LOCK = 'answers and changes nothing: it waits'
export const SWEEP = 'sweeps old rows of all organizers'
export const PURE = 'reads a row, asks no database'
export const CONDITION = 'a part of a statement that names its organizer itself'
