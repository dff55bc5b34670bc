import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { DueDeletion } from '../types.ts'

const ADDRESS = /[^\s"\\<>,;:]+@[^\s"\\<>,;:]+/g

/** What an account that is anonymised leaves behind in places that know it by its addresses. */
export function erasureStore(q: Database) {
  return {
    /** Whether a deletion is planned as it is thought; others wait until the transaction ends. */
    async takeDue(organizerId: OrganizerId, id: CustomerId, { before, email }: DueDeletion): Promise<boolean> {
      const row = await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('deletion_due_at', '<=', before)
        .where('email', email === null ? 'is' : '=', email)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },

    /** Accounts that became parts of this one. */
    async parts(organizerId: OrganizerId, id: CustomerId): Promise<CustomerId[]> {
      const rows = await q
        .selectFrom('customers')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('merged_into', '=', id)
        .execute()
      return rows.map((row) => row.id)
    },

    /** What accounts are known by themselves. */
    names: (organizerId: OrganizerId, ids: readonly CustomerId[]) =>
      q
        .selectFrom('customers')
        .select(['email', 'identifier', 'external_identifier'])
        .where('organizer_id', '=', organizerId)
        .where('id', 'in', ids)
        .execute(),

    /** Further and former addresses of accounts, as far as they are known; some several times. */
    async addresses(organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<string[]> {
      const found: string[] = []
      for (const table of ['customer_emails', 'mail_links', 'login_codes'] as const) {
        const rows = await q
          .selectFrom(table)
          .select('email')
          .where('organizer_id', '=', organizerId)
          .where('customer_id', 'in', ids)
          .execute()
        found.push(...rows.map(({ email }) => email))
      }
      const told = await q
        .selectFrom('audit_log')
        .select('data')
        .where('organizer_id', '=', organizerId)
        .where('object_type', '=', 'customer')
        .where('object_id', 'in', ids)
        .where('data', 'like', '%@%')
        .execute()
      for (const { data } of told) found.push(...(data.match(ADDRESS) ?? []).map((address) => address.toLowerCase()))
      return found
    },

    /** With which of these addresses other accounts log in. */
    async others(organizerId: OrganizerId, ids: readonly CustomerId[], emails: readonly string[]): Promise<string[]> {
      if (emails.length === 0) return []
      const rows = await q
        .selectFrom('customers')
        .select('email')
        .where('organizer_id', '=', organizerId)
        .where('id', 'not in', ids)
        .where('email', 'in', emails)
        .execute()
      return rows.flatMap(({ email }) => email ?? [])
    },

    /** The mailbox of the demo knows no organizer; it holds what was sent on this machine only. */
    async forgetDemoMails(_organizerId: OrganizerId, address: string): Promise<void> {
      await q.deleteFrom('demo_mails').where('recipient', '=', address).execute()
    },
  }
}
