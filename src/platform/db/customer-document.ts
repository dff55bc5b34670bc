/**
 * The text of an account that is indexed for searches, as SQL: its ID and `search_text`, with a space before each word.
 * @param row the name of the table or of the row of a trigger, with a dot
 */
export function customerDocument(row = ''): string {
  return `(' ' || lower(${row}identifier) || ' ' || ${row}search_text)`
}

/** Makes the index of PostgreSQL for searches. Needs the extensions `pg_trgm` and `btree_gin`. */
export const POSTGRES_SEARCH_INDEX = `create index customers_search on customers using gin (organizer_id, ${customerDocument()} gin_trgm_ops)`
