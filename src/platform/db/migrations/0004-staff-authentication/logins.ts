import type { CreateTableBuilder } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** Begins a table of things that belong to a staff account and go with it. */
function tableOfUser({ db, type }: MigrationContext, table: string): CreateTableBuilder<string, string> {
  return db.schema
    .createTable(table)
    .addColumn('user_id', type.id, (c) => c.notNull().references('users.id').onDelete('cascade'))
}

async function index({ db }: MigrationContext, table: string, name: string, ...columns: string[]): Promise<void> {
  await db.schema.createIndex(`${table}_${name}`).on(table).columns(columns).execute()
}

/** Logins on their way, and what an account proves itself with. */
export async function createLogins(context: MigrationContext): Promise<void> {
  const { db, type } = context
  await db.schema
    .createTable('staff_login_attempts')
    .addColumn('state_hash', type.text, (c) => c.primaryKey())
    .addColumn('auth_backend', type.text, (c) => c.notNull())
    .addColumn('browser_hash', type.text, (c) => c.notNull())
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('next', type.text)
    .addColumn('data', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .execute()
  await index(context, 'staff_login_attempts', 'browser', 'browser_hash', 'created_at')
  await index(context, 'staff_login_attempts', 'expiry', 'expires_at')

  await tableOfUser(context, 'staff_pending_logins')
    .addColumn('id_hash', type.text, (c) => c.primaryKey())
    .addColumn('auth_backend', type.text, (c) => c.notNull())
    .addColumn('is_long', type.boolean, (c) => c.notNull())
    .addColumn('next', type.text, (c) => c.notNull())
    .addColumn('tries_left', type.integer, (c) => c.notNull())
    .addColumn('upstream_session', type.text)
    .addColumn('upstream_data', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .execute()
  await index(context, 'staff_pending_logins', 'user', 'user_id')
  await index(context, 'staff_pending_logins', 'expiry', 'expires_at')

  await tableOfUser(context, 'staff_login_sources')
    .addColumn('source', type.text, (c) => c.notNull())
    .addColumn('browser', type.text, (c) => c.notNull())
    .addColumn('system', type.text, (c) => c.notNull())
    .addColumn('first_seen_at', type.instant, (c) => c.notNull())
    .addColumn('last_seen_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('staff_login_sources_pk', ['user_id', 'source'])
    .execute()

  await tableOfUser(context, 'staff_password_history')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('password_hash', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .execute()
  await index(context, 'staff_password_history', 'user', 'user_id', 'created_at')

  await tableOfUser(context, 'staff_mail_links')
    .addColumn('token_hash', type.text, (c) => c.primaryKey())
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .execute()
  await index(context, 'staff_mail_links', 'user', 'user_id', 'purpose')
  await index(context, 'staff_mail_links', 'expiry', 'expires_at')

  await db.schema
    .createTable('staff_registrations')
    .addColumn('token_hash', type.text, (c) => c.primaryKey())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('password_hash', type.text, (c) => c.notNull())
    .addColumn('fullname', type.text, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('time_zone', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .execute()
  await index(context, 'staff_registrations', 'email', 'email')
  await index(context, 'staff_registrations', 'expiry', 'expires_at')

  await tableOfUser(context, 'staff_email_codes')
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('code_hash', type.text, (c) => c.notNull())
    .addColumn('tries_left', type.integer, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('staff_email_codes_pk', ['user_id', 'purpose'])
    .execute()
  await index(context, 'staff_email_codes', 'expiry', 'expires_at')
}

/** Second factors of staff: authenticator apps, passkeys, recovery codes. */
export async function createStaffFactors(context: MigrationContext): Promise<void> {
  const { db, type } = context
  await tableOfUser(context, 'staff_totp_devices')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('secret', type.text, (c) => c.notNull())
    .addColumn('last_step', type.integer, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('confirmed_at', type.instant)
    .addColumn('last_used_at', type.instant)
    .execute()
  await index(context, 'staff_totp_devices', 'user', 'user_id')

  await tableOfUser(context, 'staff_passkeys')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('credential_id', type.text, (c) => c.notNull().unique())
    .addColumn('public_key', type.blob, (c) => c.notNull())
    .addColumn('sign_count', type.integer, (c) => c.notNull())
    .addColumn('transports', type.text, (c) => c.notNull())
    .addColumn('aaguid', type.text, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('is_backed_up', type.boolean, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_used_at', type.instant)
    .execute()
  await index(context, 'staff_passkeys', 'user', 'user_id')

  await db.schema
    .createTable('staff_challenges')
    .addColumn('id_hash', type.text, (c) => c.notNull())
    .addColumn('purpose', type.text, (c) => c.notNull())
    .addColumn('challenge', type.text, (c) => c.notNull())
    .addColumn('user_id', type.id, (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('staff_challenges_pk', ['id_hash', 'purpose'])
    .execute()
  await index(context, 'staff_challenges', 'user', 'user_id')
  await index(context, 'staff_challenges', 'expiry', 'expires_at')

  await tableOfUser(context, 'staff_recovery_codes')
    .addColumn('code_hash', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addPrimaryKeyConstraint('staff_recovery_codes_pk', ['user_id', 'code_hash'])
    .execute()
}
