import { type ColumnDataType, type Expression, type Kysely, sql } from 'kysely'

/** The two databases that Foyer runs on. */
export type DbKind = 'sqlite' | 'postgres'

type ColumnType = ColumnDataType | Expression<unknown>

/** Column types with the same meaning on both databases, for `addColumn(name, type.instant)`. */
export interface ColumnTypes {
  /** A branded text id. Compared byte by byte. */
  readonly id: ColumnType
  /** Text of any length, compared and sorted byte by byte on both databases, so that prefix searches use an index. */
  readonly text: ColumnType
  /** A whole number up to 2^53 - 1; read as a JavaScript number. */
  readonly integer: ColumnType
  /** A moment as whole milliseconds since 1970-01-01 UTC. */
  readonly instant: ColumnType
  /** `true` or `false`; SQLite stores 0 and 1 and the driver maps them by this declared type. */
  readonly boolean: ColumnType
  /** A JSON document as text, validated on read with `parseJson`. */
  readonly json: ColumnType
  /** Bytes, read as a `Uint8Array`. */
  readonly blob: ColumnType
}

const sqliteTypes: ColumnTypes = {
  id: 'text',
  text: 'text',
  integer: 'integer',
  instant: 'integer',
  boolean: 'boolean',
  json: 'text',
  blob: 'blob',
}

const postgresTypes: ColumnTypes = {
  id: sql`text collate "C"`,
  text: sql`text collate "C"`,
  integer: 'bigint',
  instant: 'bigint',
  boolean: 'boolean',
  json: 'text',
  blob: 'bytea',
}

/** The column types of one database. */
export function columnTypes(kind: DbKind): ColumnTypes {
  return kind === 'sqlite' ? sqliteTypes : postgresTypes
}

/** What a migration works with: `db` is the transaction in which all pending migrations run. */
export interface MigrationContext {
  readonly db: Kysely<unknown>
  readonly type: ColumnTypes
  readonly kind: DbKind
}

/**
 * One step of the schema. It runs once per database, inside a transaction, under a lock, with foreign keys checked at the
 * end of all steps. Once released it never changes: a correction is a new migration.
 */
export interface Migration {
  up(context: MigrationContext): Promise<void>
}
