import type { CustomerId, MembershipId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** A membership whose end is to be announced, and to whom. */
export interface EndingMembership {
  readonly id: MembershipId
  readonly customerId: CustomerId
  /** Where the mail goes. */
  readonly email: string
  /** Instant in ms. */
  readonly endsAt: number
}

/** When an end is near enough to be announced. Instants in ms. */
export interface NearEnd {
  readonly now: number
  readonly until: number
  /** The last one of the batch before. */
  readonly after: EndingMembership | null
}

/** Memberships that end soon. */
export function reminderStore(q: Database) {
  return {
    /** Organizers that chose a value for this setting. */
    async organizersThatRemind(): Promise<OrganizerId[]> {
      const rows = await q
        .selectFrom('organizer_settings')
        .select('organizer_id')
        .where('key', '=', 'customer_accounts_membership_reminder_days')
        .where('value', '<>', '0')
        .orderBy('organizer_id')
        .execute()
      return rows.map((row) => row.organizer_id)
    },

    /** The nearest end first; none that is followed by another one of its type. */
    async due(organizerId: OrganizerId, { now, until, after }: NearEnd, limit: number): Promise<EndingMembership[]> {
      let query = q
        .selectFrom('memberships as m')
        .innerJoin('customers as c', (join) =>
          join.onRef('c.organizer_id', '=', 'm.organizer_id').onRef('c.id', '=', 'm.customer_id'),
        )
        .select(['m.id', 'm.customer_id', 'm.date_end', 'c.email'])
        .where('m.organizer_id', '=', organizerId)
        .where('m.date_end', '>', now)
        .where('m.date_end', '<=', until)
        .where('m.reminded_at', 'is', null)
        .where('m.canceled', '=', false)
        .where('m.testmode', '=', false)
        .where('c.is_active', '=', true)
        .where('c.is_verified', '=', true)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('memberships as later')
                .select('later.id')
                .whereRef('later.organizer_id', '=', 'm.organizer_id')
                .whereRef('later.customer_id', '=', 'm.customer_id')
                .whereRef('later.membership_type_id', '=', 'm.membership_type_id')
                .whereRef('later.date_end', '>', 'm.date_end')
                .where('later.canceled', '=', false)
                .where('later.testmode', '=', false),
            ),
          ),
        )
      if (after) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('m.date_end', '>', after.endsAt),
            and([eb('m.date_end', '=', after.endsAt), eb('m.id', '>', after.id)]),
          ]),
        )
      }
      const rows = await query.orderBy('m.date_end').orderBy('m.id').limit(limit).execute()
      return rows.flatMap(({ id, customer_id, date_end, email }) =>
        email === null ? [] : [{ id, customerId: customer_id, endsAt: date_end, email }],
      )
    },

    /**
     * Marks it as announced, if everything still is as it was found. Of many at the same time one gets true.
     * @param at instant in ms
     */
    async take(organizerId: OrganizerId, ending: EndingMembership, at: number): Promise<boolean> {
      const { id, customerId, endsAt, email } = ending
      const result = await q
        .updateTable('memberships')
        .set({ reminded_at: at })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('date_end', '=', endsAt)
        .where('canceled', '=', false)
        .where('reminded_at', 'is', null)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('customers as c')
              .select('c.id')
              .where('c.organizer_id', '=', organizerId)
              .where('c.id', '=', customerId)
              .where('c.email', '=', email)
              .where('c.is_active', '=', true)
              .where('c.is_verified', '=', true),
          ),
        )
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
