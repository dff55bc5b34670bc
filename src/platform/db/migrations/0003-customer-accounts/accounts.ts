import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfCustomer, tableOfOrganizer } from './shared.ts'

/** Further addresses, saved people and addresses, merged and leaving accounts. */
export async function extendAccounts(context: MigrationContext): Promise<void> {
  const { db, type } = context
  await db.schema.alterTable('customers').addColumn('password_set_at', type.instant).execute()
  await db.schema.alterTable('customers').addColumn('deletion_due_at', type.instant).execute()
  await db.schema.alterTable('customers').addColumn('merged_into', type.id).execute()
  await db.schema
    .alterTable('customers')
    .addColumn('has_other_subjects', type.boolean, (c) => c.notNull().defaultTo(sql.lit(false)))
    .execute()
  await db.schema
    .createIndex('customers_by_deletion_due_at')
    .on('customers')
    .columns(['deletion_due_at'])
    .where(sql.ref('deletion_due_at'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('customers_by_merged_into')
    .on('customers')
    .columns(['organizer_id', 'merged_into'])
    .execute()
  await db.schema.alterTable('mail_links').addColumn('data', type.json).execute()

  await tableOfCustomer(context, 'customer_emails')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('verified_at', type.instant)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_emails_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('customer_emails_of_customer', ['organizer_id', 'customer_id', 'email'])
    .execute()
  await indexOf(context, 'customer_emails', ['email'])

  await tableOfCustomer(context, 'attendee_profiles')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('attendee_name_parts', type.json, (c) => c.notNull())
    .addColumn('attendee_name_cached', type.text, (c) => c.notNull())
    .addColumn('attendee_email', type.text)
    .addColumn('company', type.text)
    .addColumn('street', type.text)
    .addColumn('zipcode', type.text)
    .addColumn('city', type.text)
    .addColumn('country', type.text)
    .addColumn('state', type.text)
    .addColumn('answers', type.json, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('attendee_profiles_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'attendee_profiles', ['customer_id', 'created_at', 'id'])

  await tableOfCustomer(context, 'customer_addresses')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('is_business', type.boolean, (c) => c.notNull())
    .addColumn('company', type.text)
    .addColumn('name_parts', type.json, (c) => c.notNull())
    .addColumn('name_cached', type.text, (c) => c.notNull())
    .addColumn('street', type.text)
    .addColumn('zipcode', type.text)
    .addColumn('city', type.text)
    .addColumn('country', type.text)
    .addColumn('state', type.text)
    .addColumn('vat_id', type.text)
    .addColumn('custom_field', type.text)
    .addColumn('internal_reference', type.text)
    .addColumn('beneficiary', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_addresses_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'customer_addresses', ['customer_id', 'created_at', 'id'])

  await tableOfOrganizer(context, 'customer_merges')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('kept_id', type.id, (c) => c.notNull())
    .addColumn('removed_id', type.id, (c) => c.notNull())
    .addColumn('at', type.instant, (c) => c.notNull())
    .addColumn('actor_name', type.text, (c) => c.notNull())
    .addColumn('snapshot', type.json)
    .addColumn('undo_until', type.instant, (c) => c.notNull())
    .addColumn('undone_at', type.instant)
    .addForeignKeyConstraint(
      'customer_merges_kept_fk',
      ['organizer_id', 'kept_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addForeignKeyConstraint(
      'customer_merges_removed_fk',
      ['organizer_id', 'removed_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('customer_merges_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'customer_merges', ['kept_id'])
  await indexOf(context, 'customer_merges', ['removed_id'])
  await db.schema.createIndex('customer_merges_undo').on('customer_merges').columns(['undo_until']).execute()

  await tableOfCustomer(context, 'sso_subjects')
    .addColumn('sso_client_id', type.id, (c) => c.notNull())
    .addColumn('identifier', type.text, (c) => c.notNull())
    .addForeignKeyConstraint(
      'sso_subjects_client_fk',
      ['organizer_id', 'sso_client_id'],
      'sso_clients',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('sso_subjects_pk', ['organizer_id', 'customer_id', 'sso_client_id'])
    .execute()
  await indexOf(context, 'sso_subjects', ['sso_client_id', 'identifier'])
}
