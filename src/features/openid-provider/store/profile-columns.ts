import type { Selectable } from 'kysely'
import type { CustomerTable } from '../../../platform/db/schema.ts'

/** What claims are made of, of a customer `c`. */
export const PROFILE_COLUMNS = [
  'c.name_cached',
  'c.name_parts',
  'c.email',
  'c.is_verified',
  'c.phone',
  'c.is_phone_verified',
  'c.locale',
  'c.profile',
  'c.modified_at',
] as const

type Name<Column> = Column extends `c.${infer Rest extends keyof CustomerTable}` ? Rest : never

export type ProfileRow = Pick<Selectable<CustomerTable>, Name<(typeof PROFILE_COLUMNS)[number]>>
