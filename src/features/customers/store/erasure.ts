import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

const ADDRESS = /[^\s"\\<>,;:]+@[^\s"\\<>,;:]+/g

/** What an account that is anonymised leaves behind in places that know it by its addresses. */
export function erasureStore(q: Database) {
  return {
    /** Whether a deletion is planned for this time or before; others wait until the transaction ends. @param now instant in ms */
    async takeDue(organizerId: OrganizerId, id: CustomerId, now: number): Promise<boolean> {
      const row = await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('deletion_due_at', '<=', now)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },

    /** Further and former addresses, as far as they are known, without those that are somebody else's now. */
    async addresses(organizerId: OrganizerId, id: CustomerId): Promise<string[]> {
      const further = await q
        .selectFrom('customer_emails')
        .select('email')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', id)
        .execute()
      const links = await q
        .selectFrom('mail_links')
        .select('email')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', id)
        .execute()
      const told = await q
        .selectFrom('audit_log')
        .select('data')
        .where('organizer_id', '=', organizerId)
        .where('object_type', '=', 'customer')
        .where('object_id', '=', id)
        .where('data', 'like', '%@%')
        .execute()
      const all = new Set([...further, ...links].map(({ email }) => email))
      for (const { data } of told) for (const [address] of data.matchAll(ADDRESS)) all.add(address.toLowerCase())
      if (all.size === 0) return []
      const others = await q
        .selectFrom('customers')
        .select('email')
        .where('organizer_id', '=', organizerId)
        .where('id', '!=', id)
        .where('email', 'in', [...all])
        .execute()
      for (const { email } of others) if (email !== null) all.delete(email)
      return [...all]
    },

    /** The mailbox of the demo knows no organizer; it holds what was sent on this machine only. */
    async forgetDemoMails(_organizerId: OrganizerId, address: string): Promise<void> {
      await q.deleteFrom('demo_mails').where('recipient', '=', address).execute()
    },
  }
}
