import type { MigrationContext } from '../../columns.ts'

/** Customer accounts, their sessions and links sent by mail. */
export async function createCustomers({ db, type }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('customers')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('identifier', type.text, (c) => c.notNull())
    .addColumn('email', type.text)
    .addColumn('phone', type.text)
    .addColumn('password_hash', type.text)
    .addColumn('name_cached', type.text, (c) => c.notNull())
    .addColumn('name_parts', type.json, (c) => c.notNull())
    .addColumn('search_text', type.text, (c) => c.notNull())
    .addColumn('is_active', type.boolean, (c) => c.notNull())
    .addColumn('is_verified', type.boolean, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('external_identifier', type.text)
    .addColumn('notes', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addColumn('last_login_at', type.instant)
    .addUniqueConstraint('customers_of_organizer', ['organizer_id', 'id'])
    .addUniqueConstraint('customers_identifier', ['organizer_id', 'identifier'])
    .addUniqueConstraint('customers_email', ['organizer_id', 'email'])
    .execute()
  for (const column of ['name_cached', 'created_at', 'last_login_at', 'external_identifier']) {
    await db.schema
      .createIndex(`customers_by_${column}`)
      .on('customers')
      .columns(['organizer_id', column, 'id'])
      .execute()
  }
  await db.schema
    .createIndex('customers_by_status')
    .on('customers')
    .columns(['organizer_id', 'is_active', 'is_verified', 'created_at', 'id'])
    .execute()
  await db.schema
    .createTable('customer_sessions')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('auth_at', type.instant, (c) => c.notNull())
    .addColumn('amr', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_used_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('user_agent', type.text, (c) => c.notNull())
    .addColumn('ip_prefix', type.text, (c) => c.notNull())
    .addForeignKeyConstraint(
      'customer_sessions_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addUniqueConstraint('customer_sessions_id_hash', ['organizer_id', 'id_hash'])
    .execute()
  await db.schema
    .createIndex('customer_sessions_customer')
    .on('customer_sessions')
    .columns(['organizer_id', 'customer_id'])
    .execute()
  await db.schema.createIndex('customer_sessions_expiry').on('customer_sessions').columns(['expires_at']).execute()
  await db.schema
    .createTable('mail_links')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('token_hash', type.text, (c) => c.notNull())
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('next', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addForeignKeyConstraint(
      'mail_links_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('mail_links_pk', ['organizer_id', 'token_hash'])
    .execute()
  await db.schema
    .createIndex('mail_links_customer')
    .on('mail_links')
    .columns(['organizer_id', 'customer_id', 'purpose'])
    .execute()
}
