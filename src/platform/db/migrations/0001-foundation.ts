import { sql } from 'kysely'
import type { Migration, MigrationContext } from '../columns.ts'

/** Organizers, staff, customers, apps, and what every feature shares: outbox, history, configuration version. */
export const foundation: Migration = {
  async up(context) {
    await createOrganizers(context)
    await createStaff(context)
    await createCustomers(context)
    await createProvider(context)
    await createPlatform(context)
  },
}

async function createOrganizers({ db, type }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('organizers')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('slug', type.text, (c) => c.notNull().unique())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('time_zone', type.text, (c) => c.notNull())
    .addColumn('brand_color', type.text, (c) => c.notNull())
    .addColumn('tagline', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('organizer_logos')
    .addColumn('organizer_id', type.id, (c) => c.primaryKey().references('organizers.id').onDelete('cascade'))
    .addColumn('media_type', type.text, (c) => c.notNull())
    .addColumn('data', type.blob, (c) => c.notNull())
    .addColumn('sha256', type.text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('organizer_settings')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('key', type.text, (c) => c.notNull())
    .addColumn('value', type.json, (c) => c.notNull())
    .addPrimaryKeyConstraint('organizer_settings_pk', ['organizer_id', 'key'])
    .execute()
  await db.schema
    .createTable('organizer_domains')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('host', type.text, (c) => c.notNull().unique())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('organizer_domains_pk', ['organizer_id', 'host'])
    .execute()
}

async function createStaff({ db, type }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('email', type.text, (c) => c.notNull().unique())
    .addColumn('auth_backend', type.text, (c) => c.notNull())
    .addColumn('auth_backend_identifier', type.text)
    .addColumn('fullname', type.text, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('time_zone', type.text, (c) => c.notNull())
    .addColumn('is_active', type.boolean, (c) => c.notNull())
    .addColumn('is_admin', type.boolean, (c) => c.notNull())
    .addColumn('is_verified', type.boolean, (c) => c.notNull())
    .addColumn('password_hash', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addColumn('last_login_at', type.instant)
    .addUniqueConstraint('users_backend_identifier', ['auth_backend', 'auth_backend_identifier'])
    .execute()
  await db.schema
    .createTable('staff_sessions')
    .addColumn('id_hash', type.text, (c) => c.primaryKey())
    .addColumn('user_id', type.id, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('auth_backend', type.text, (c) => c.notNull())
    .addColumn('auth_at', type.instant, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_used_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('is_long', type.boolean, (c) => c.notNull())
    .addColumn('user_agent', type.text, (c) => c.notNull())
    .addColumn('ip_prefix', type.text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('staff_sessions_user').on('staff_sessions').columns(['user_id']).execute()
  await db.schema.createIndex('staff_sessions_expiry').on('staff_sessions').columns(['expires_at']).execute()
  await db.schema
    .createTable('organizer_members')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('user_id', type.id, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('role', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('organizer_members_pk', ['organizer_id', 'user_id'])
    .execute()
  await db.schema.createIndex('organizer_members_user').on('organizer_members').columns(['user_id']).execute()
}

async function createCustomers({ db, type }: MigrationContext): Promise<void> {
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

async function createProvider({ db, type, kind }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('sso_clients')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('client_id', type.text, (c) => c.notNull().unique())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('is_active', type.boolean, (c) => c.notNull())
    .addColumn('client_type', type.text, (c) => c.notNull())
    .addColumn('token_endpoint_auth_method', type.text, (c) => c.notNull())
    .addColumn('grant_types', type.json, (c) => c.notNull())
    .addColumn('response_types', type.json, (c) => c.notNull())
    .addColumn('redirect_uris', type.json, (c) => c.notNull())
    .addColumn('post_logout_redirect_uris', type.json, (c) => c.notNull())
    .addColumn('allowed_scopes', type.json, (c) => c.notNull())
    .addColumn('require_pkce', type.boolean, (c) => c.notNull())
    .addColumn('consent', type.text, (c) => c.notNull())
    .addColumn('id_token_alg', type.text, (c) => c.notNull())
    .addColumn('backchannel_logout_uri', type.text)
    .addColumn('frontchannel_logout_uri', type.text)
    .addColumn('secret_hash', type.text)
    .addColumn('secret_created_at', type.instant)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addUniqueConstraint('sso_clients_of_organizer', ['organizer_id', 'id'])
    .execute()
  await db.schema
    .createIndex('sso_clients_organizer')
    .on('sso_clients')
    .columns(['organizer_id', 'name', 'id'])
    .execute()
  await db.schema
    .createTable('sso_grants')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('sso_client_id', type.id, (c) => c.notNull())
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('session_id', type.id)
    .addColumn('subject', type.text, (c) => c.notNull())
    .addColumn('scope', type.text, (c) => c.notNull())
    .addColumn('nonce', type.text)
    .addColumn('redirect_uri', type.text, (c) => c.notNull())
    .addColumn('auth_at', type.instant, (c) => c.notNull())
    .addColumn('amr', type.text, (c) => c.notNull())
    .addColumn('code_hash', type.text, (c) => c.notNull())
    .addColumn('code_challenge', type.text)
    .addColumn('code_expires_at', type.instant, (c) => c.notNull())
    .addColumn('code_used_at', type.instant)
    .addColumn('access_token_hash', type.text)
    .addColumn('access_token_expires_at', type.instant)
    .addColumn('revoked_at', type.instant)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'sso_grants_client_fk',
      ['organizer_id', 'sso_client_id'],
      'sso_clients',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addForeignKeyConstraint(
      'sso_grants_customer_fk',
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('sso_grants_pk', ['organizer_id', 'id'])
    .$call((table) => (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
    .execute()
  await db.schema.createIndex('sso_grants_customer').on('sso_grants').columns(['organizer_id', 'customer_id']).execute()
  await db.schema.createIndex('sso_grants_client').on('sso_grants').columns(['organizer_id', 'sso_client_id']).execute()
  await db.schema.createIndex('sso_grants_age').on('sso_grants').columns(['created_at']).execute()
  await db.schema
    .createTable('signing_keys')
    .addColumn('kid', type.text, (c) => c.notNull())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('alg', type.text, (c) => c.notNull())
    .addColumn('state', type.text, (c) => c.notNull())
    .addColumn('public_jwk', type.json, (c) => c.notNull())
    .addColumn('private_key', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('state_changed_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('signing_keys_pk', ['organizer_id', 'kid'])
    .execute()
  await db.schema
    .createIndex('signing_keys_current')
    .on('signing_keys')
    .unique()
    .columns(['organizer_id', 'alg'])
    .where(sql.ref('state'), '=', sql.lit('current'))
    .execute()
}

async function createPlatform({ db, type, kind }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('organizer_id', type.id, (c) => c.references('organizers.id').onDelete('cascade'))
    .addColumn('kind', type.text, (c) => c.notNull())
    .addColumn('payload', type.text, (c) => c.notNull())
    .addColumn('recipient', type.text, (c) => c.notNull())
    .addColumn('topic', type.text, (c) => c.notNull())
    .addColumn('state', type.text, (c) => c.notNull())
    .addColumn('attempts', type.integer, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('next_attempt_at', type.instant, (c) => c.notNull())
    .addColumn('lease_until', type.instant)
    .addColumn('lease_owner', type.text)
    .addColumn('done_at', type.instant)
    .addColumn('last_error', type.text)
    .execute()
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'next_attempt_at']).execute()
  await db.schema.createIndex('outbox_organizer').on('outbox').columns(['organizer_id', 'created_at']).execute()
  await db.schema
    .createTable('audit_log')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('organizer_id', type.id, (c) => c.references('organizers.id').onDelete('cascade'))
    .addColumn('at', type.instant, (c) => c.notNull())
    .addColumn('action', type.text, (c) => c.notNull())
    .addColumn('actor_type', type.text, (c) => c.notNull())
    .addColumn('actor_id', type.id)
    .addColumn('actor_name', type.text, (c) => c.notNull())
    .addColumn('object_type', type.text, (c) => c.notNull())
    .addColumn('object_id', type.id, (c) => c.notNull())
    .addColumn('object_name', type.text, (c) => c.notNull())
    .addColumn('data', type.json, (c) => c.notNull())
    .addColumn('is_shredded', type.boolean, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('audit_log_time').on('audit_log').columns(['organizer_id', 'at', 'id']).execute()
  await db.schema
    .createIndex('audit_log_object')
    .on('audit_log')
    .columns(['organizer_id', 'object_type', 'object_id', 'at'])
    .execute()
  await db.schema
    .createTable('demo_mails')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('recipient', type.text, (c) => c.notNull())
    .addColumn('sender', type.text, (c) => c.notNull())
    .addColumn('subject', type.text, (c) => c.notNull())
    .addColumn('html', type.text, (c) => c.notNull())
    .addColumn('text', type.text, (c) => c.notNull())
    .addColumn('received_at', type.instant, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('throttle_points')
    .addColumn('key', type.text, (c) => c.primaryKey())
    .addColumn('points', kind === 'postgres' ? 'integer' : type.integer, (c) => c.notNull())
    .addColumn('expire', type.integer)
    .execute()
  await db.schema
    .createTable('config_version')
    .addColumn('id', type.integer, (c) => c.primaryKey())
    .addColumn('version', type.integer, (c) => c.notNull())
    .execute()
  await sql`insert into config_version (id, version) values (1, 1)`.execute(db)
  await db.schema
    .createTable('installation')
    .addColumn('key', type.text, (c) => c.primaryKey())
    .addColumn('value', type.text, (c) => c.notNull())
    .execute()
}
