import type {
  CustomerId,
  MembershipId,
  MembershipTypeId,
  OrderId,
  OrderPositionId,
  OrganizerId,
} from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

/** An order as the shop handed it over; event and code tell it apart. */
export interface OrderTable {
  organizer_id: OrganizerId
  id: OrderId
  /** Short form of the event. */
  event: string
  /** JSON: a text, or texts by language. */
  event_name: JsonText
  code: string
  secret: string
  /** Lower case. */
  email: string | null
  customer_id: CustomerId | null
  /** n pending, p paid, e expired, c canceled */
  status: string
  datetime: Instant
  /** Decimal text, e.g. 23.00 */
  total: string
  currency: string
  testmode: boolean
  locale: string | null
  url: string | null
  /** Positions that are not canceled. */
  item_count: number
  /** Fields that Foyer does not know, an object. */
  extra: JsonText
  /** SHA-256 of what was imported: the same line changes nothing. */
  line_hash: string
  created_at: Instant
  modified_at: Instant
}

export interface OrderPositionTable {
  organizer_id: OrganizerId
  id: OrderPositionId
  order_id: OrderId
  positionid: number
  /** JSON: a text, or texts by language. */
  item: JsonText
  variation: JsonText | null
  price: string
  attendee_name: string | null
  /** Lower case. */
  attendee_email: string | null
  canceled: boolean
  used_membership: MembershipId | null
  extra: JsonText
}

/** What a customer said about an order that was found by an address. */
export interface OrderChoiceTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  order_id: OrderId
  /** claimed, hidden */
  choice: string
  at: Instant
}

export interface MembershipTypeTable {
  organizer_id: OrganizerId
  id: MembershipTypeId
  /** Texts by language. */
  name: JsonText
  /** May be used for different people. */
  transferable: boolean
  /** May be used for tickets at the same time. */
  allow_parallel_usage: boolean
  /** Null: no limit. */
  max_usages: number | null
  created_at: Instant
  modified_at: Instant
}

export interface MembershipTable {
  organizer_id: OrganizerId
  id: MembershipId
  customer_id: CustomerId
  membership_type_id: MembershipTypeId
  testmode: boolean
  canceled: boolean
  /** `order_positions.id` of the ticket that granted it. */
  granted_in: OrderPositionId | null
  /** Both ends count. */
  date_start: Instant
  date_end: Instant
  attendee_name_parts: JsonText | null
  attendee_name_cached: string | null
  /** When its end was announced by mail. */
  reminded_at: Instant | null
  created_at: Instant
  modified_at: Instant
}
