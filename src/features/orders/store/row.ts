import type { Selectable } from 'kysely'
import { z } from 'zod'
import { parseJson } from '../../../platform/db/json.ts'
import type { OrderPositionTable, OrderTable } from '../../../platform/db/order-tables.ts'
import { type LocalizedText, ORDER_STATUSES, type Order, type OrderPosition } from '../types.ts'

export const ORDER_COLUMNS = [
  'orders.id',
  'orders.event',
  'orders.event_name',
  'orders.code',
  'orders.secret',
  'orders.email',
  'orders.customer_id',
  'orders.status',
  'orders.datetime',
  'orders.total',
  'orders.currency',
  'orders.testmode',
  'orders.url',
  'orders.item_count',
] as const

export const POSITION_COLUMNS = [
  'order_positions.id as position_id',
  'order_positions.order_id',
  'order_positions.positionid',
  'order_positions.item',
  'order_positions.variation',
  'order_positions.price',
  'order_positions.attendee_name',
  'order_positions.attendee_email',
  'order_positions.canceled',
  'order_positions.used_membership',
] as const

type OrderRow = Pick<
  Selectable<OrderTable>,
  | 'id'
  | 'event'
  | 'event_name'
  | 'code'
  | 'secret'
  | 'email'
  | 'customer_id'
  | 'status'
  | 'datetime'
  | 'total'
  | 'currency'
  | 'testmode'
  | 'url'
  | 'item_count'
>

type PositionRow = Omit<Selectable<OrderPositionTable>, 'organizer_id' | 'id' | 'extra'> & {
  readonly position_id: OrderPositionTable['id']
}

const textSchema: z.ZodType<LocalizedText> = z.union([z.string(), z.record(z.string(), z.string())])
const statusSchema = z.enum(ORDER_STATUSES)

export function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    event: row.event,
    eventName: parseJson(textSchema, row.event_name, 'orders.event_name'),
    code: row.code,
    secret: row.secret,
    email: row.email,
    customerId: row.customer_id,
    status: statusSchema.parse(row.status),
    datetime: row.datetime,
    total: row.total,
    currency: row.currency,
    testmode: row.testmode,
    url: row.url,
    itemCount: row.item_count,
  }
}

export function toPosition(row: PositionRow): OrderPosition {
  return {
    id: row.position_id,
    orderId: row.order_id,
    positionid: row.positionid,
    item: parseJson(textSchema, row.item, 'order_positions.item'),
    variation: row.variation === null ? null : parseJson(textSchema, row.variation, 'order_positions.variation'),
    price: row.price,
    attendeeName: row.attendee_name,
    attendeeEmail: row.attendee_email,
    isCanceled: row.canceled,
    usedMembership: row.used_membership,
  }
}
