import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** What accounts and sessions of the back office learn: forced password change, second factor, upstream session, impersonation. */
export async function extendStaff({ db, type }: MigrationContext): Promise<void> {
  const no = sql.lit(false)
  await db.schema
    .alterTable('users')
    .addColumn('needs_password_change', type.boolean, (c) => c.notNull().defaultTo(no))
    .execute()
  await db.schema.alterTable('users').addColumn('password_set_at', type.instant).execute()
  await db.schema.alterTable('users').addColumn('deactivated_at', type.instant).execute()
  await db.schema.alterTable('staff_sessions').addColumn('second_factor', type.text).execute()
  await db.schema.alterTable('staff_sessions').addColumn('upstream_session', type.text).execute()
  await db.schema.alterTable('staff_sessions').addColumn('upstream_data', type.text).execute()
  await db.schema.alterTable('staff_sessions').addColumn('acting_as', type.id).execute()
  await db.schema.alterTable('staff_sessions').addColumn('acting_since', type.instant).execute()
  await db.schema
    .createIndex('staff_sessions_upstream')
    .on('staff_sessions')
    .columns(['auth_backend', 'upstream_session'])
    .execute()
  await db.schema.createIndex('staff_sessions_acting').on('staff_sessions').columns(['acting_as']).execute()
  await db.schema.createIndex('users_name').on('users').expression(sql`lower(fullname), id`).execute()
  await db.schema.createIndex('users_last_login').on('users').expression(sql`coalesce(last_login_at, 0), id`).execute()
  await db.schema
    .createIndex('audit_log_staff')
    .on('audit_log')
    .columns(['object_id', 'at', 'id'])
    .where(sql.ref('object_type'), '=', sql.lit('user'))
    .execute()
  await db.schema
    .createIndex('audit_log_staff_actor')
    .on('audit_log')
    .columns(['actor_id'])
    .where(sql.ref('actor_type'), '=', sql.lit('staff'))
    .execute()
}
