import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** Apps, their codes and tokens, signing keys. */
export async function createProvider({ db, type, kind }: MigrationContext): Promise<void> {
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
