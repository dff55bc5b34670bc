import type { MigrationContext } from '../../columns.ts'

/** At which address somebody is logged in, so that apps are told of a logout by the issuer that they know; and their deliveries. */
export async function extendSessions({ db, type }: MigrationContext): Promise<void> {
  await db.schema.alterTable('customer_sessions').addColumn('host', type.text).execute()
  await db.schema.createIndex('outbox_topic').on('outbox').columns(['organizer_id', 'topic', 'created_at']).execute()
}
