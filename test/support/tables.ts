import { sql } from 'kysely'
import type { Db } from '../../src/platform/db/db.ts'

/** An index over columns; those over expressions are left out. */
export interface TableIndex {
  readonly name: string
  /** In the order of the index. */
  readonly columns: readonly string[]
  readonly isPrimary: boolean
}

export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  readonly indexes: readonly TableIndex[]
  /** `column, column -> table` */
  readonly references: readonly string[]
}

interface ColumnRow {
  table: string
  column: string
}
interface IndexRow extends ColumnRow {
  index: string
  primary: boolean | number
}
interface ReferenceRow extends ColumnRow {
  key: string | number
  target: string
}

const sqlite = {
  columns: sql<ColumnRow>`select t.name as "table", c.name as "column" from sqlite_master as t
    join pragma_table_info(t.name) as c where t.type = 'table' and t.name not like 'sqlite%' order by t.name, c.cid`,
  indexes: sql<IndexRow>`select t.name as "table", i.name as "index", i.origin = 'pk' as "primary", c.name as "column"
    from sqlite_master as t join pragma_index_list(t.name) as i join pragma_index_info(i.name) as c where t.type = 'table'
      and not exists (select 1 from pragma_index_info(i.name) as e where e.name is null)
    union all select t.name, t.name || '_rowid', 1, c.name from sqlite_master as t join pragma_table_info(t.name) as c
    where t.type = 'table' and c.pk = 1 and lower(c.type) = 'integer'`,
  references: sql<ReferenceRow>`select t.name as "table", f.id as "key", f."from" as "column", f."table" as "target"
    from sqlite_master as t join pragma_foreign_key_list(t.name) as f where t.type = 'table' order by t.name, f.id, f.seq`,
}

const postgres = {
  columns: sql<ColumnRow>`select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() order by table_name, ordinal_position`,
  indexes: sql<IndexRow>`select t.relname as "table", i.relname as "index", x.indisprimary as "primary",
      a.attname as "column"
    from pg_index as x join pg_class as t on t.oid = x.indrelid join pg_class as i on i.oid = x.indexrelid
    join pg_namespace as n on n.oid = t.relnamespace and n.nspname = current_schema()
    cross join unnest(x.indkey) with ordinality as k (attnum, place)
    join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.attnum
    where x.indexprs is null order by t.relname, i.relname, k.place`,
  references: sql<ReferenceRow>`select t.relname as "table", c.conname as "key", a.attname as "column", f.relname as "target"
    from pg_constraint as c join pg_class as t on t.oid = c.conrelid join pg_class as f on f.oid = c.confrelid
    cross join unnest(c.conkey) with ordinality as k (attnum, place)
    join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.attnum
    where c.contype = 'f' order by t.relname, c.conname, k.place`,
}

function indexesOf(rows: readonly IndexRow[]): TableIndex[] {
  return [...Map.groupBy(rows, (row) => row.index)].map(([name, parts]) => ({
    name,
    columns: parts.map((part) => part.column),
    isPrimary: Boolean(parts[0]?.primary),
  }))
}

function referencesOf(rows: readonly ReferenceRow[]): string[] {
  return [...Map.groupBy(rows, (row) => row.key).values()]
    .map((parts) => `${parts.map((part) => part.column).join(', ')} -> ${parts[0]?.target}`)
    .sort()
}

/** All tables as the catalog of the database describes them, but those of the migrations themselves. */
export async function readTables({ kind, q }: Db): Promise<TableShape[]> {
  const queries = kind === 'sqlite' ? sqlite : postgres
  const columns = (await queries.columns.execute(q)).rows
  const indexes = (await queries.indexes.execute(q)).rows
  const references = (await queries.references.execute(q)).rows
  return [...Map.groupBy(columns, (row) => row.table)]
    .filter(([name]) => !name.startsWith('kysely_'))
    .map(([name, own]) => ({
      name,
      columns: own.map((row) => row.column),
      indexes: indexesOf(indexes.filter((row) => row.table === name)),
      references: referencesOf(references.filter((row) => row.table === name)),
    }))
}
