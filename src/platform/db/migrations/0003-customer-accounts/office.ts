import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfOrganizer } from './shared.ts'

/** Texts of mails that an organizer wrote, and imports of customers. */
export async function createOfficeTables(context: MigrationContext): Promise<void> {
  const { db, type } = context
  for (const [name, operator] of [
    ['customers_with_password', 'is not'],
    ['customers_without_password', 'is'],
  ] as const) {
    await db.schema
      .createIndex(name)
      .on('customers')
      .columns(['organizer_id', 'is_active', 'is_verified'])
      .where(sql.ref('password_hash'), operator, null)
      .execute()
  }

  await tableOfOrganizer(context, 'mail_texts')
    .addColumn('key', type.text, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('subject', type.text, (c) => c.notNull())
    .addColumn('body', type.text, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('mail_texts_pk', ['organizer_id', 'key', 'locale'])
    .execute()

  await tableOfOrganizer(context, 'customer_imports')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('file_name', type.text, (c) => c.notNull())
    .addColumn('state', type.text, (c) => c.notNull())
    .addColumn('settings', type.json, (c) => c.notNull())
    .addColumn('total_rows', type.integer, (c) => c.notNull())
    .addColumn('done_rows', type.integer, (c) => c.notNull())
    .addColumn('created_count', type.integer, (c) => c.notNull())
    .addColumn('updated_count', type.integer, (c) => c.notNull())
    .addColumn('skipped_count', type.integer, (c) => c.notNull())
    .addColumn('failed_count', type.integer, (c) => c.notNull())
    .addColumn('actor', type.json, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addColumn('lease_until', type.instant)
    .addColumn('lease_owner', type.text)
    .addPrimaryKeyConstraint('customer_imports_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'customer_imports', ['created_at'])
  await db.schema
    .createIndex('customer_imports_state')
    .on('customer_imports')
    .columns(['state', 'lease_until'])
    .execute()

  await tableOfOrganizer(context, 'customer_import_chunks')
    .addColumn('import_id', type.id, (c) => c.notNull())
    .addColumn('number', type.integer, (c) => c.notNull())
    .addColumn('first_row', type.integer, (c) => c.notNull())
    .addColumn('rows', type.text, (c) => c.notNull())
    .addForeignKeyConstraint(
      'customer_import_chunks_fk',
      ['organizer_id', 'import_id'],
      'customer_imports',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('customer_import_chunks_pk', ['organizer_id', 'import_id', 'number'])
    .execute()

  await tableOfOrganizer(context, 'customer_import_errors')
    .addColumn('import_id', type.id, (c) => c.notNull())
    .addColumn('row', type.integer, (c) => c.notNull())
    .addColumn('problems', type.json, (c) => c.notNull())
    .addForeignKeyConstraint(
      'customer_import_errors_fk',
      ['organizer_id', 'import_id'],
      'customer_imports',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('customer_import_errors_pk', ['organizer_id', 'import_id', 'row'])
    .execute()
}
