import type { Kysely } from 'kysely'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { DemoMailTable } from '../../platform/db/installation-tables.ts'
import type { Schema } from '../../platform/db/schema.ts'

/** The demo's own tables. Its mailbox belongs to the installation: it shows what real mail servers would have got. */
export function demoStore(q: Kysely<Schema>) {
  return {
    /** A second delivery of the same mail changes nothing. */
    async putMail(mail: DemoMailTable): Promise<void> {
      await q
        .insertInto('demo_mails')
        .values(mail)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },

    /** Newest first. */
    async mails(limit: number): Promise<DemoMailTable[]> {
      return q
        .selectFrom('demo_mails')
        .selectAll()
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },

    async mail(id: string): Promise<DemoMailTable | null> {
      return (await q.selectFrom('demo_mails').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
    },

    /** Makes an account as old as it should look. @param at in ms */
    async backdate(organizerId: OrganizerId, id: CustomerId, at: number): Promise<void> {
      await q
        .updateTable('customers')
        .set({ created_at: at, modified_at: at })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async note(key: string): Promise<string | null> {
      const row = await q.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst()
      return row?.value ?? null
    },

    async putNote(key: string, value: string): Promise<void> {
      await q
        .insertInto('installation')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }
}
