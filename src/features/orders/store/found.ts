import { type Expression, type SqlBool, sql } from 'kysely'
import type { CustomerId } from '../../../core/ids.ts'

/** By what orders of somebody are found, besides the link to the account. */
export interface Finder {
  readonly customerId: CustomerId
  /** Confirmed addresses; none where the organizer does not match by email. */
  readonly emails: readonly string[]
}

const list = (emails: readonly string[]) => sql.join(emails)

/** Nobody's order, bought with one of the addresses. */
export function isBoughtByEmail({ emails }: Finder): Expression<SqlBool> {
  if (emails.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`(orders.customer_id is null and orders.email in (${list(emails)}))`
}

/** An order of somebody else, or of nobody, that has a ticket for one of the addresses. */
export function hasTicketFor(finder: Finder): Expression<SqlBool> {
  const { emails, customerId } = finder
  if (emails.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`(
    orders.id in (
      select ticket.order_id from order_positions as ticket
      where ticket.organizer_id = orders.organizer_id
        and ticket.attendee_email in (${list(emails)}) and ticket.canceled = ${false}
    )
    and (
      (orders.customer_id is not null and orders.customer_id <> ${customerId})
      or (orders.customer_id is null and coalesce(orders.email, '') not in (${list(emails)}))
    )
  )`
}

/** The customer said something about the order. */
export function isAnswered({ customerId }: Finder, choice: 'hidden' | 'claimed' | null = null): Expression<SqlBool> {
  const which = choice === null ? sql`` : sql`and choice.choice = ${choice}`
  return sql<boolean>`exists (
    select 1 from order_choices as choice
    where choice.organizer_id = orders.organizer_id
      and choice.customer_id = ${customerId} and choice.order_id = orders.id ${which}
  )`
}
