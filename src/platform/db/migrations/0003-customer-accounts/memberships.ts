import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfOrganizer } from './shared.ts'

/** Kinds of membership, and who has one. */
export async function createMemberships(context: MigrationContext): Promise<void> {
  const { type } = context
  await tableOfOrganizer(context, 'membership_types')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('name', type.json, (c) => c.notNull())
    .addColumn('transferable', type.boolean, (c) => c.notNull())
    .addColumn('allow_parallel_usage', type.boolean, (c) => c.notNull())
    .addColumn('max_usages', type.integer)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('membership_types_pk', ['organizer_id', 'id'])
    .execute()

  await tableOfOrganizer(context, 'memberships')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('membership_type_id', type.id, (c) => c.notNull())
    .addColumn('testmode', type.boolean, (c) => c.notNull())
    .addColumn('canceled', type.boolean, (c) => c.notNull())
    .addColumn('granted_in', type.id)
    .addColumn('date_start', type.instant, (c) => c.notNull())
    .addColumn('date_end', type.instant, (c) => c.notNull())
    .addColumn('attendee_name_parts', type.json)
    .addColumn('attendee_name_cached', type.text)
    .addColumn('reminded_at', type.instant)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint('memberships_customer_fk', ['organizer_id', 'customer_id'], 'customers', [
      'organizer_id',
      'id',
    ])
    .addForeignKeyConstraint('memberships_type_fk', ['organizer_id', 'membership_type_id'], 'membership_types', [
      'organizer_id',
      'id',
    ])
    .addPrimaryKeyConstraint('memberships_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'memberships', ['customer_id', 'date_end', 'id'])
  await indexOf(context, 'memberships', ['membership_type_id', 'customer_id'])
  await indexOf(context, 'memberships', ['granted_in'])
  await indexOf(context, 'memberships', ['date_end', 'id'])
}
