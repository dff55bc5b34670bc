import type { CustomerId, MembershipId, OrderId, OrderPositionId, OrganizerId } from '../../core/ids.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { ImportOptions, ImportReport } from './import/types.ts'

/** A text, or one by language. */
export type LocalizedText = string | Readonly<Record<string, string>>

export const ORDER_STATUSES = ['n', 'p', 'e', 'c'] as const
/** In the words of the reference: n pending, p paid, e expired, c canceled. */
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** An order as the shop handed it over; event and code tell it apart. Amounts are decimal texts such as `23.00`. */
export interface Order {
  readonly id: OrderId
  /** Short form of the event. */
  readonly event: string
  readonly eventName: LocalizedText
  readonly code: string
  /** Opens the order page; never shown to anybody but the owner. */
  readonly secret: string
  /** Lower case. */
  readonly email: string | null
  readonly customerId: CustomerId | null
  readonly status: OrderStatus
  /** Instant in ms. */
  readonly datetime: number
  readonly total: string
  readonly currency: string
  readonly testmode: boolean
  /** Page of the order in the shop that sold it. */
  readonly url: string | null
  /** Positions that are not canceled. */
  readonly itemCount: number
}

/** One ticket or other thing of an order. */
export interface OrderPosition {
  readonly id: OrderPositionId
  readonly orderId: OrderId
  /** Number within the order. */
  readonly positionid: number
  readonly item: LocalizedText
  readonly variation: LocalizedText | null
  readonly price: string
  readonly attendeeName: string | null
  /** Lower case. */
  readonly attendeeEmail: string | null
  readonly isCanceled: boolean
  readonly usedMembership: MembershipId | null
}

/** A position together with what is worth knowing of its order. */
export interface PositionInOrder {
  readonly position: OrderPosition
  readonly order: Order
}

/** A position for which a membership was used. Canceled ones and those of canceled orders are among them and do not count. */
export interface MembershipUsage extends PositionInOrder {
  /** The position is not canceled and its order is pending, paid or expired. */
  readonly counts: boolean
}

/** An amount that was added up exactly, as a decimal text. */
export interface CurrencySum {
  readonly currency: string
  readonly total: string
}

/** What somebody paid so far: paid orders without test orders, one sum for each currency. */
export interface Spending {
  readonly own: readonly CurrencySum[]
  /** Orders that belong to no account, bought with an address of this customer; none unless the organizer matches by email. */
  readonly byEmail: readonly CurrencySum[]
  /** There are more orders than were added up. */
  readonly isCapped: boolean
}

/** Why an order is in the list of a customer. */
export type OrderReason =
  | { readonly kind: 'account' }
  /** The customer added it, and may take it out again. */
  | { readonly kind: 'claimed' }
  | { readonly kind: 'email'; readonly email: string }
  /** Somebody else's order with tickets for an address of the customer: those, and nothing of the rest. */
  | { readonly kind: 'ticket'; readonly tickets: readonly OrderPosition[] }

export interface ListedOrder {
  readonly order: Order
  readonly reason: OrderReason
}

export interface OrderListQuery {
  /** For the back office: hidden orders are in it and tickets are not; the main address counts although nobody confirmed it. */
  readonly isStaff?: boolean
  readonly limit: number
  /** Cursor that a list gave; one that does not fit is ignored. */
  readonly cursor?: string | undefined
}

/** Newest first. */
export interface OrderList {
  readonly orders: readonly ListedOrder[]
  /** Cursors of the neighbouring pages, null at the ends. */
  readonly newer: string | null
  readonly older: string | null
  /** Linked to the account, and found in another way; neither is counted beyond `ORDER_COUNT_LIMIT`. */
  readonly own: number
  readonly found: number
}

/** Orders of one customer are counted no further. */
export const ORDER_COUNT_LIMIT = 10_000

/** Who says something about orders. */
export type OrderPerson = Pick<Customer, 'id' | 'identifier' | 'name' | 'email'>

/** What customers say about orders that were found by their addresses. */
export interface OrderChoices {
  /**
   * Adds guest orders to the account: those of `ids`, or all that nobody was asked about yet. Answers how many were added; one
   * that another account got first is not among them.
   */
  claim(organizer: Organizer, person: OrderPerson, ids: readonly OrderId[] | 'all'): Promise<number>
  /** Takes an order out of the account that was added to it. */
  unclaim(organizer: Organizer, person: OrderPerson, id: OrderId): Promise<boolean>
  /** "Not mine": these orders are not shown any more. Answers how many. */
  hide(organizer: Organizer, person: OrderPerson, ids: readonly OrderId[]): Promise<number>
  /** Shows a hidden order again. */
  unhide(organizer: Organizer, customerId: CustomerId, id: OrderId): Promise<boolean>
}

/** Orders that came from the shop, and to whom they belong. */
export interface Orders {
  readonly choices: OrderChoices
  list(organizer: Organizer, customerId: CustomerId, query: OrderListQuery): Promise<OrderList>
  /** Guest orders with a confirmed address of the customer who was not asked about them yet, newest first. */
  unanswered(organizer: Organizer, customerId: CustomerId, limit: number): Promise<readonly Order[]>
  /** What the customer has hidden, newest first. */
  hidden(organizer: Organizer, customerId: CustomerId): Promise<readonly Order[]>
  /** The order with this code, whoever owns it: callers compare the secret. */
  byCode(
    organizerId: OrganizerId,
    event: string,
    code: string,
  ): Promise<{ readonly order: Order; readonly isOwnerVerified: boolean } | null>
  /** At most 1000. */
  positionsOf(organizerId: OrganizerId, orderId: OrderId): Promise<readonly OrderPosition[]>
  /**
   * Reads lines of JSON, one order each, and stores them; see `rules/line.ts` for the format. Good lines stay when others fail.
   * @param source bytes in UTF-8, in chunks of any length
   */
  importLines(organizer: Organizer, source: AsyncIterable<Uint8Array>, options?: ImportOptions): Promise<ImportReport>
  /** What somebody paid so far. */
  spending(organizer: Organizer, customerId: CustomerId): Promise<Spending>
  /** Where a membership was used, newest order first; at most 500. */
  usages(organizerId: OrganizerId, membershipId: MembershipId): Promise<readonly MembershipUsage[]>
  /** How often each was used: positions that are not canceled, of orders that are pending, paid or expired. None is 0. */
  usageCounts(
    organizerId: OrganizerId,
    membershipIds: readonly MembershipId[],
  ): Promise<ReadonlyMap<MembershipId, number>>
  /** The positions with these ids that exist, such as those that granted memberships. */
  positions(
    organizerId: OrganizerId,
    ids: readonly OrderPositionId[],
  ): Promise<ReadonlyMap<OrderPositionId, PositionInOrder>>
}
