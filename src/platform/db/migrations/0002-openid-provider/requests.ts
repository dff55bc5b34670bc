import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** Requests that are kept for a while: pushed ones, proofs that count once, and those that were refused. */
export async function createRequests({ db, type, kind }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('pushed_requests')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('sso_client_id', type.id, (c) => c.notNull())
    .addColumn('secret_hash', type.text, (c) => c.notNull())
    .addColumn('params', type.text, (c) => c.notNull())
    .addColumn('dpop_jkt', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addForeignKeyConstraint(
      'pushed_requests_client_fk',
      ['organizer_id', 'sso_client_id'],
      'sso_clients',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('pushed_requests_pk', ['organizer_id', 'id'])
    .execute()
  await db.schema
    .createIndex('pushed_requests_client')
    .on('pushed_requests')
    .columns(['organizer_id', 'sso_client_id'])
    .execute()
  await db.schema.createIndex('pushed_requests_expiry').on('pushed_requests').columns(['expires_at']).execute()

  await db.schema
    .createTable('used_proofs')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('hash', type.text, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('used_proofs_pk', ['organizer_id', 'hash'])
    .$call((table) => (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
    .execute()
  await db.schema.createIndex('used_proofs_expiry').on('used_proofs').columns(['expires_at']).execute()

  await db.schema
    .createTable('refused_requests')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('reference', type.text, (c) => c.notNull())
    .addColumn('at', type.instant, (c) => c.notNull())
    .addColumn('sso_client_id', type.id)
    .addColumn('endpoint', type.text, (c) => c.notNull())
    .addColumn('error', type.text, (c) => c.notNull())
    .addColumn('detail', type.json, (c) => c.notNull())
    .addPrimaryKeyConstraint('refused_requests_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('refused_requests_reference', ['organizer_id', 'reference'])
    .execute()
  await db.schema
    .createIndex('refused_requests_client')
    .on('refused_requests')
    .columns(['organizer_id', 'sso_client_id', 'id'])
    .execute()
  await db.schema.createIndex('refused_requests_age').on('refused_requests').columns(['at']).execute()

  await db.schema
    .createTable('pairwise_salts')
    .addColumn('organizer_id', type.id, (c) => c.primaryKey().references('organizers.id').onDelete('cascade'))
    .addColumn('salt', type.text, (c) => c.notNull())
    .execute()
}
