import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** What a client says of itself beyond the basics, its logo, the secret it is leaving behind, and registration by apps. */
export async function extendClients({ db, type }: MigrationContext): Promise<void> {
  const clients = () => db.schema.alterTable('sso_clients')
  await clients()
    .addColumn('options', type.json, (c) => c.notNull().defaultTo(sql.lit('{}')))
    .execute()
  await clients().addColumn('former_secret_hash', type.text).execute()
  await clients().addColumn('former_secret_expires_at', type.instant).execute()
  await clients().addColumn('registration_token_hash', type.text).execute()
  await db.schema
    .createTable('sso_client_logos')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('sso_client_id', type.id, (c) => c.notNull())
    .addColumn('media_type', type.text, (c) => c.notNull())
    .addColumn('data', type.blob, (c) => c.notNull())
    .addColumn('sha256', type.text, (c) => c.notNull())
    .addForeignKeyConstraint(
      'sso_client_logos_client_fk',
      ['organizer_id', 'sso_client_id'],
      'sso_clients',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('sso_client_logos_pk', ['organizer_id', 'sso_client_id'])
    .execute()
  await db.schema
    .createTable('initial_access_tokens')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('token_hash', type.text, (c) => c.notNull())
    .addColumn('uses_left', type.integer, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('initial_access_tokens_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('initial_access_tokens_hash', ['organizer_id', 'token_hash'])
    .execute()
}
