import { type Kysely, sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { customerDocument, POSTGRES_SEARCH_INDEX } from '../../customer-document.ts'

/** Finds pieces of text among a million accounts. */
export async function createSearch({ db, kind }: MigrationContext): Promise<void> {
  await sql`update customers set search_text = replace(search_text, ${sql.lit('\n')}, ' ')
    where search_text like ${sql.lit('%\n%')}`.execute(db)
  await sql`create index customers_by_upper_identifier on customers (organizer_id, upper(identifier))`.execute(db)
  await sql`create index customers_without_email on customers (organizer_id, id) where email is null`.execute(db)
  await sql`create index customers_leaving on customers (organizer_id, deletion_due_at, id)
    where deletion_due_at is not null`.execute(db)
  await (kind === 'sqlite' ? createSqliteSearch(db) : createPostgresSearch(db))
}

/**
 * A contentless full-text index of trigrams. Its row ids are numbers of our own, as SQLite may renumber rows without an integer
 * key: the upper bits are the organizer's, so that a search reads one range. What is deleted leaves the index at once.
 */
async function createSqliteSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create table customer_search_ids (
    docid integer primary key,
    organizer_id text not null references organizers (id) deferrable initially deferred,
    customer_id text not null,
    unique (organizer_id, customer_id)
  )`.execute(db)
  await sql`create index customer_search_ids_by_docid on customer_search_ids (organizer_id, docid)`.execute(db)
  await sql`create virtual table customer_search using fts5 (
    document, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
  )`.execute(db)
  await sql`insert into customer_search (customer_search, rank) values ('secure-delete', 1)`.execute(db)

  const document = (row = '') => sql.raw(customerDocument(row))
  const docid = sql`(select docid from customer_search_ids
    where organizer_id = old.organizer_id and customer_id = old.id)`
  const forget = sql`insert into customer_search (customer_search, rowid, document)
    values ('delete', ${docid}, ${document('old.')})`
  await sql`create trigger customer_search_insert after insert on customers begin
    insert into customer_search_ids (docid, organizer_id, customer_id) values (
      coalesce(
        (select max(docid) + 1 from customer_search_ids where organizer_id = new.organizer_id),
        ((select coalesce(max(docid), 0) from customer_search_ids) / 4294967296 + 1) * 4294967296
      ), new.organizer_id, new.id);
    insert into customer_search (rowid, document) values (
      (select docid from customer_search_ids where organizer_id = new.organizer_id and customer_id = new.id),
      ${document('new.')});
  end`.execute(db)
  await sql`create trigger customer_search_update after update of search_text, identifier on customers
    when old.search_text is not new.search_text or old.identifier is not new.identifier begin
    ${forget};
    insert into customer_search (rowid, document) values (${docid}, ${document('new.')});
  end`.execute(db)
  await sql`create trigger customer_search_delete after delete on customers begin
    ${forget};
    delete from customer_search_ids where organizer_id = old.organizer_id and customer_id = old.id;
  end`.execute(db)

  await sql`insert into customer_search_ids (docid, organizer_id, customer_id)
    select dense_rank() over (order by organizer_id) * 4294967296
      + row_number() over (partition by organizer_id order by created_at, id) - 1, organizer_id, id
    from customers`.execute(db)
  await sql`insert into customer_search (rowid, document)
    select docid, ${document()} from customer_search_ids
    join customers on customers.organizer_id = customer_search_ids.organizer_id and customers.id = customer_id
    order by docid`.execute(db)
}

/** Without these extensions a search reads all rows, which is as right, but slower; `foyer doctor` tells. */
async function createPostgresSearch(db: Kysely<unknown>): Promise<void> {
  await sql`savepoint search`.execute(db)
  try {
    await sql`create extension if not exists pg_trgm`.execute(db)
    await sql`create extension if not exists btree_gin`.execute(db)
    await sql.raw(POSTGRES_SEARCH_INDEX).execute(db)
    await sql`release savepoint search`.execute(db)
  } catch {
    await sql`rollback to savepoint search`.execute(db)
  }
}
