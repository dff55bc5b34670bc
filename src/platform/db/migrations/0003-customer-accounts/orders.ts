import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfCustomer, tableOfOrganizer } from './shared.ts'

/** Orders as a shop hands them over. */
export async function createOrders(context: MigrationContext): Promise<void> {
  const { type } = context
  await tableOfOrganizer(context, 'orders')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('event', type.text, (c) => c.notNull())
    .addColumn('event_name', type.text, (c) => c.notNull())
    .addColumn('code', type.text, (c) => c.notNull())
    .addColumn('secret', type.text, (c) => c.notNull())
    .addColumn('email', type.text)
    .addColumn('customer_id', type.id)
    .addColumn('status', type.text, (c) => c.notNull())
    .addColumn('datetime', type.instant, (c) => c.notNull())
    .addColumn('total', type.text, (c) => c.notNull())
    .addColumn('currency', type.text, (c) => c.notNull())
    .addColumn('testmode', type.boolean, (c) => c.notNull())
    .addColumn('locale', type.text)
    .addColumn('url', type.text)
    .addColumn('item_count', type.integer, (c) => c.notNull())
    .addColumn('extra', type.json, (c) => c.notNull())
    .addColumn('line_hash', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint('orders_customer_fk', ['organizer_id', 'customer_id'], 'customers', ['organizer_id', 'id'])
    .addPrimaryKeyConstraint('orders_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('orders_code', ['organizer_id', 'event', 'code'])
    .execute()
  await indexOf(context, 'orders', ['customer_id', 'datetime', 'id'])
  await indexOf(context, 'orders', ['email', 'datetime', 'id'])
  await indexOf(context, 'orders', ['datetime', 'id'])

  await tableOfOrganizer(context, 'order_positions')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('order_id', type.id, (c) => c.notNull())
    .addColumn('positionid', type.integer, (c) => c.notNull())
    .addColumn('item', type.text, (c) => c.notNull())
    .addColumn('variation', type.text)
    .addColumn('price', type.text, (c) => c.notNull())
    .addColumn('attendee_name', type.text)
    .addColumn('attendee_email', type.text)
    .addColumn('canceled', type.boolean, (c) => c.notNull())
    .addColumn('used_membership', type.id)
    .addColumn('extra', type.json, (c) => c.notNull())
    .addForeignKeyConstraint(
      'order_positions_order_fk',
      ['organizer_id', 'order_id'],
      'orders',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addForeignKeyConstraint('order_positions_membership_fk', ['organizer_id', 'used_membership'], 'memberships', [
      'organizer_id',
      'id',
    ])
    .addPrimaryKeyConstraint('order_positions_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('order_positions_number', ['organizer_id', 'order_id', 'positionid'])
    .execute()
  await indexOf(context, 'order_positions', ['used_membership'])
  await indexOf(context, 'order_positions', ['attendee_email'])

  await tableOfCustomer(context, 'order_choices')
    .addColumn('order_id', type.id, (c) => c.notNull())
    .addColumn('choice', type.text, (c) => c.notNull())
    .addColumn('at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'order_choices_order_fk',
      ['organizer_id', 'order_id'],
      'orders',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('order_choices_pk', ['organizer_id', 'customer_id', 'order_id'])
    .execute()
  await indexOf(context, 'order_choices', ['order_id'])
}
