import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** Optional profile fields of customers, and what a person allowed an app. */
export async function extendAccounts({ db, type }: MigrationContext): Promise<void> {
  await db.schema
    .alterTable('customers')
    .addColumn('profile', type.json, (c) => c.notNull().defaultTo(sql.lit('{}')))
    .execute()
  await db.schema
    .alterTable('customers')
    .addColumn('is_phone_verified', type.boolean, (c) => c.notNull().defaultTo(sql.lit(false)))
    .execute()
  await db.schema
    .createTable('sso_consents')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('sso_client_id', type.id, (c) => c.notNull())
    .addColumn('scope', type.text, (c) => c.notNull())
    .addColumn('claims', type.json, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('updated_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'sso_consents_client_fk',
      ['organizer_id', 'sso_client_id'],
      'sso_clients',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addForeignKeyConstraint(
      'sso_consents_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('sso_consents_pk', ['organizer_id', 'customer_id', 'sso_client_id'])
    .execute()
  await db.schema
    .createIndex('sso_consents_client')
    .on('sso_consents')
    .columns(['organizer_id', 'sso_client_id'])
    .execute()
}
