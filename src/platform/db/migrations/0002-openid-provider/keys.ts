import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

const DAY_MS = 24 * 60 * 60_000
/** Until now former keys were kept this long. */
const KEPT_MS = 30 * DAY_MS
/** Seven days before the usual 90 are over. */
const ANNOUNCED_AFTER_MS = 83 * DAY_MS

/** Signing keys are announced before they sign, and replaced when they are due. */
export async function extendKeys({ db, type }: MigrationContext): Promise<void> {
  const keys = () => db.schema.alterTable('signing_keys')
  await keys()
    .addColumn('signs_from', type.instant, (c) => c.notNull().defaultTo(sql.lit(0)))
    .execute()
  await keys().addColumn('due_at', type.instant).execute()
  await sql`update signing_keys set signs_from = created_at, due_at = state_changed_at +
    case state when 'previous' then ${sql.lit(KEPT_MS)} else ${sql.lit(ANNOUNCED_AFTER_MS)} end`.execute(db)
  await db.schema.createIndex('signing_keys_due').on('signing_keys').columns(['due_at']).execute()
  await db.schema
    .createIndex('signing_keys_next')
    .on('signing_keys')
    .unique()
    .columns(['organizer_id', 'alg'])
    .where(sql.ref('state'), '=', sql.lit('next'))
    .execute()
}
