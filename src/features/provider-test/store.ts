import type { Selectable } from 'kysely'
import type { OrganizerId, SsoProviderId, SsoTestId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { SsoTestTable } from '../../platform/db/provider-login-tables.ts'

export type TestRow = Selectable<SsoTestTable>

/** Tests of the connections of an organizer. */
export function ssoTestStore(q: Database) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('sso_tests').selectAll().where('organizer_id', '=', organizerId)

  return {
    async insert(organizerId: OrganizerId, row: Omit<SsoTestTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('sso_tests')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async byId(organizerId: OrganizerId, id: SsoTestId): Promise<TestRow | null> {
      return (await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()) ?? null
    },

    /** The newest first. */
    async latest(organizerId: OrganizerId, providerId: SsoProviderId, limit: number): Promise<TestRow[]> {
      return ofOrganizer(organizerId).where('provider_id', '=', providerId).orderBy('id', 'desc').limit(limit).execute()
    },

    all: (organizerId: OrganizerId): Promise<TestRow[]> => ofOrganizer(organizerId).execute(),

    async remove(organizerId: OrganizerId, id: SsoTestId): Promise<void> {
      await q.deleteFrom('sso_tests').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },

    /** @param since instant in ms: older ones are over */
    async waiting(organizerId: OrganizerId, ticketHash: string, since: number): Promise<TestRow | null> {
      const row = await ofOrganizer(organizerId)
        .where('ticket_hash', '=', ticketHash)
        .where('created_at', '>', since)
        .executeTakeFirst()
      return row ?? null
    },

    /** Of many at once one gets it. */
    async begin(organizerId: OrganizerId, ticketHash: string, since: number): Promise<TestRow | null> {
      const row = await q
        .updateTable('sso_tests')
        .set({ state: 'begun', ticket_hash: null })
        .where('organizer_id', '=', organizerId)
        .where('ticket_hash', '=', ticketHash)
        .where('created_at', '>', since)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    async setReport(organizerId: OrganizerId, id: SsoTestId, report: string): Promise<void> {
      await q
        .updateTable('sso_tests')
        .set({ report })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', '=', 'begun')
        .execute()
    },

    /** Once. */
    async finish(
      organizerId: OrganizerId,
      id: SsoTestId,
      done: Pick<TestRow, 'result' | 'report' | 'finished_at'>,
    ): Promise<TestRow | null> {
      const row = await q
        .updateTable('sso_tests')
        .set({ ...done, state: 'done' })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', '=', 'begun')
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },
  }
}

/** Of all organizers: removes those from before the instant in ms; answers how many. */
export async function deleteOldTests(q: Database, before: number): Promise<number> {
  const removed = await q.deleteFrom('sso_tests').where('created_at', '<', before).executeTakeFirst()
  return Number(removed.numDeletedRows)
}
