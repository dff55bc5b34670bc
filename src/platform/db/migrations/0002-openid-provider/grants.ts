import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** The longest that a grant of the first release lived: a code of ten minutes, then a token of an hour. */
const FIRST_LIFETIME_MS = 70 * 60_000

/** Tokens of the front channel, refresh tokens, what was asked of claims, and the key that tokens are bound to. */
export async function extendGrants({ db, type, kind }: MigrationContext): Promise<void> {
  const grants = () => db.schema.alterTable('sso_grants')
  await grants().addColumn('front_token_hash', type.text).execute()
  await grants().addColumn('front_token_expires_at', type.instant).execute()
  await grants().addColumn('claims', type.json).execute()
  await grants().addColumn('dpop_jkt', type.text).execute()
  await grants()
    .addColumn('ends_at', type.instant, (c) => c.notNull().defaultTo(sql.lit(0)))
    .execute()
  await sql`update sso_grants set ends_at = created_at + ${sql.lit(FIRST_LIFETIME_MS)}`.execute(db)
  await db.schema.dropIndex('sso_grants_age').execute()
  await db.schema.createIndex('sso_grants_end').on('sso_grants').columns(['ends_at']).execute()

  await db.schema
    .createTable('sso_refreshes')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('grant_id', type.id, (c) => c.notNull())
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('refresh_token_hash', type.text, (c) => c.notNull())
    .addColumn('refresh_token_expires_at', type.instant, (c) => c.notNull())
    .addColumn('used_at', type.instant)
    .addColumn('access_token_hash', type.text)
    .addColumn('access_token_expires_at', type.instant)
    .addColumn('dpop_jkt', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'sso_refreshes_grant_fk',
      ['organizer_id', 'grant_id'],
      'sso_grants',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('sso_refreshes_pk', ['organizer_id', 'grant_id', 'id'])
    .$call((table) => (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
    .execute()
}
