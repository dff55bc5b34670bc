import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfCustomer, tableOfOrganizer } from './shared.ts'

/** Login without a password, the second step, and browsers that are known. */
export async function createCredentials(context: MigrationContext): Promise<void> {
  const { db, type } = context
  await tableOfOrganizer(context, 'login_codes')
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('customer_id', type.id)
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('code_hash', type.text, (c) => c.notNull())
    .addColumn('tries_left', type.integer, (c) => c.notNull())
    .addColumn('next', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addForeignKeyConstraint(
      'login_codes_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('login_codes_pk', ['organizer_id', 'id_hash'])
    .execute()
  await indexOf(context, 'login_codes', ['customer_id'])
  await db.schema.createIndex('login_codes_expiry').on('login_codes').columns(['expires_at']).execute()

  await tableOfCustomer(context, 'pending_logins')
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('amr', type.text, (c) => c.notNull())
    .addColumn('checked_hash', type.text)
    .addColumn('next', type.text)
    .addColumn('tries_left', type.integer, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('pending_logins_pk', ['organizer_id', 'id_hash'])
    .execute()
  await indexOf(context, 'pending_logins', ['customer_id'])
  await db.schema.createIndex('pending_logins_expiry').on('pending_logins').columns(['expires_at']).execute()

  await tableOfCustomer(context, 'known_browsers')
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('user_agent', type.text, (c) => c.notNull())
    .addColumn('ip_prefix', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_used_at', type.instant, (c) => c.notNull())
    .addColumn('confirmed_at', type.instant)
    .addPrimaryKeyConstraint('known_browsers_pk', ['organizer_id', 'customer_id', 'id_hash'])
    .execute()
  await db.schema.createIndex('known_browsers_age').on('known_browsers').columns(['last_used_at']).execute()

  await tableOfCustomer(context, 'customer_passkeys')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('credential_id', type.text, (c) => c.notNull())
    .addColumn('public_key', type.blob, (c) => c.notNull())
    .addColumn('sign_count', type.integer, (c) => c.notNull())
    .addColumn('rp_id', type.text, (c) => c.notNull())
    .addColumn('transports', type.text, (c) => c.notNull())
    .addColumn('aaguid', type.text, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('is_backed_up', type.boolean, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_used_at', type.instant)
    .addPrimaryKeyConstraint('customer_passkeys_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('customer_passkeys_credential', ['organizer_id', 'credential_id'])
    .execute()
  await indexOf(context, 'customer_passkeys', ['customer_id'])

  await tableOfOrganizer(context, 'passkey_challenges')
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('challenge', type.text, (c) => c.notNull())
    .addColumn('customer_id', type.id)
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'passkey_challenges_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('passkey_challenges_pk', ['organizer_id', 'id_hash', 'purpose'])
    .execute()
  await indexOf(context, 'passkey_challenges', ['customer_id'])
  await db.schema.createIndex('passkey_challenges_expiry').on('passkey_challenges').columns(['expires_at']).execute()

  await tableOfCustomer(context, 'customer_totp')
    .addColumn('secret', type.text, (c) => c.notNull())
    .addColumn('last_step', type.integer, (c) => c.notNull().defaultTo(sql.lit(0)))
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_totp_pk', ['organizer_id', 'customer_id'])
    .execute()

  await tableOfCustomer(context, 'customer_recovery_codes')
    .addColumn('code_hash', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addPrimaryKeyConstraint('customer_recovery_codes_pk', ['organizer_id', 'customer_id', 'code_hash'])
    .execute()
}
