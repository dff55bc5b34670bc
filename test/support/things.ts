import { type Kysely, sql } from 'kysely'
import type { Migration } from '../../src/platform/db/columns.ts'
import type { Database } from '../../src/platform/db/db.ts'

export type ThingTable = {
  id: string
  grp: string
  name: string
  amount: number
  is_open: boolean | null
  data: Uint8Array | null
  parent_id: string | null
}

export type Fixture = { things: ThingTable }

/** The database, seen as one that has the table of the fixture. */
export const withThings = (q: Database): Kysely<Fixture> => q.withTables<Fixture>() as unknown as Kysely<Fixture>

export const createThings: Migration = {
  async up({ db, type }) {
    await db.schema
      .createTable('things')
      .addColumn('id', type.id, (column) => column.primaryKey())
      .addColumn('grp', type.text, (column) => column.notNull())
      .addColumn('name', type.text, (column) => column.notNull())
      .addColumn('amount', type.integer, (column) => column.notNull().check(sql`amount >= 0`))
      .addColumn('is_open', type.boolean)
      .addColumn('data', type.blob)
      .addColumn('parent_id', type.id, (column) => column.references('things.id'))
      .addUniqueConstraint('things_grp_name', ['grp', 'name'])
      .execute()
    await sql`create unique index things_lower_name on things (grp, lower(name)) where amount > 1000`.execute(db)
  },
}

export const thing = (id: string, more: Partial<ThingTable> = {}): ThingTable => ({
  id,
  grp: 'a',
  name: id,
  amount: 0,
  is_open: null,
  data: null,
  parent_id: null,
  ...more,
})
