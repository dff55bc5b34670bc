import { type Expression, type SqlBool, sql } from 'kysely'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'

/** By what orders of somebody are found, besides the link to the account. */
export interface Finder {
  readonly customerId: CustomerId
  /** Confirmed addresses; none where the organizer does not match by email. */
  readonly emails: readonly string[]
}

/** Nobody's order. Written so that no index is searched for it: most orders may be nobody's. */
export function isNobodys(): Expression<SqlBool> {
  return sql<boolean>`coalesce(orders.customer_id, '') = ''`
}

/** Nobody's order, bought with one of the addresses. */
export function isBoughtByEmail({ emails }: Finder): Expression<SqlBool> {
  if (emails.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`(${isNobodys()} and orders.email in (${sql.join(emails)}))`
}

/** Neither the account's own order nor one that is found by its address. */
export function isOfOthers({ emails, customerId }: Finder): Expression<SqlBool> {
  if (emails.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`(
    coalesce(orders.customer_id, '') <> ${customerId}
    and not (${isNobodys()} and coalesce(orders.email, '') in (${sql.join(emails)}))
  )`
}

/** An order of somebody else, or of nobody, that has a ticket for one of the addresses. */
export function hasTicketFor(organizerId: OrganizerId, finder: Finder): Expression<SqlBool> {
  if (finder.emails.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`(
    orders.id in (
      select ticket.order_id from order_positions as ticket
      where ticket.organizer_id = ${organizerId}
        and ticket.attendee_email in (${sql.join(finder.emails)}) and ticket.canceled = ${false}
    )
    and ${isOfOthers(finder)}
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
