import type { Migration } from '../../columns.ts'
import { indexOf, tableOfOrganizer } from '../0003-customer-accounts/shared.ts'

/** Changes of any number of customers, done in the background. */
export const bulkChanges: Migration = {
  async up(context) {
    const { db, type } = context
    await tableOfOrganizer(context, 'customer_bulk_changes')
      .addColumn('id', type.id, (c) => c.notNull())
      .addColumn('action', type.text, (c) => c.notNull())
      .addColumn('state', type.text, (c) => c.notNull())
      .addColumn('filter', type.text)
      .addColumn('cursor', type.text)
      .addColumn('total', type.integer, (c) => c.notNull())
      .addColumn('done', type.integer, (c) => c.notNull())
      .addColumn('changed', type.integer, (c) => c.notNull())
      .addColumn('actor', type.json, (c) => c.notNull())
      .addColumn('created_at', type.instant, (c) => c.notNull())
      .addColumn('modified_at', type.instant, (c) => c.notNull())
      .addColumn('lease_until', type.instant)
      .addColumn('lease_owner', type.text)
      .addPrimaryKeyConstraint('customer_bulk_changes_pk', ['organizer_id', 'id'])
      .execute()
    await indexOf(context, 'customer_bulk_changes', ['created_at'])
    await db.schema
      .createIndex('customer_bulk_changes_state')
      .on('customer_bulk_changes')
      .columns(['state', 'lease_until'])
      .execute()
  },
}
