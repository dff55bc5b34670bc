import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What stores work with: the database itself, or a transaction of it. */
export type Database = Kysely<Schema>
