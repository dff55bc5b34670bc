import { type Kysely, type Selectable, sql } from 'kysely'
import type { OrganizerId, RefusalId, SsoClientId } from '../../core/ids.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { RefusedRequestTable } from '../../platform/db/provider-tables.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { detailSchema } from './detail.ts'
import type { Refusal, RefusalCursor } from './types.ts'

export type NewRefusalRow = Omit<RefusedRequestTable, 'organizer_id'>

export interface RefusalRange {
  readonly limit: number
  readonly client?: SsoClientId | undefined
  readonly cursor?: RefusalCursor | undefined
}

export function refusedRequestStore(q: Kysely<Schema>) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('refused_requests').selectAll().where('organizer_id', '=', organizerId)

  return {
    async insert(organizerId: OrganizerId, rows: readonly NewRefusalRow[]): Promise<void> {
      await q
        .insertInto('refused_requests')
        .values(rows.map((row) => ({ ...row, organizer_id: organizerId })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    async setDetail(organizerId: OrganizerId, id: RefusalId, detail: string): Promise<void> {
      await q
        .updateTable('refused_requests')
        .set({ detail })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async byReference(organizerId: OrganizerId, reference: string): Promise<Refusal | null> {
      const row = await ofOrganizer(organizerId).where('reference', '=', reference).executeTakeFirst()
      return row ? toRefusal(row) : null
    },

    /** Newest first; with a cursor to the newer ones the nearest of them. */
    async list(organizerId: OrganizerId, { limit, client, cursor }: RefusalRange): Promise<Refusal[]> {
      const isNewer = cursor?.way === 'newer'
      let query = ofOrganizer(organizerId)
      if (client) query = query.where('sso_client_id', '=', client)
      if (cursor) query = query.where('id', isNewer ? '>' : '<', cursor.id)
      const rows = await query
        .orderBy('id', isNewer ? 'asc' : 'desc')
        .limit(limit)
        .execute()
      return (isNewer ? rows.reverse() : rows).map(toRefusal)
    },

    /** Removes all but the newest `kept`; answers how many. */
    async trim(organizerId: OrganizerId, kept: number): Promise<number> {
      const last = await q
        .selectFrom('refused_requests')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .orderBy('id', 'desc')
        .offset(kept)
        .limit(1)
        .executeTakeFirst()
      if (!last) return 0
      const removed = await q
        .deleteFrom('refused_requests')
        .where('organizer_id', '=', organizerId)
        .where('id', '<=', last.id)
        .executeTakeFirst()
      return Number(removed.numDeletedRows)
    },

    /** The clients with these client IDs. */
    async clientsOf(organizerId: OrganizerId, clientIds: readonly string[]): Promise<Map<string, SsoClientId>> {
      if (clientIds.length === 0) return new Map()
      const rows = await q
        .selectFrom('sso_clients')
        .select(['id', 'client_id'])
        .where('organizer_id', '=', organizerId)
        .where('client_id', 'in', clientIds)
        .execute()
      return new Map(rows.map(({ id, client_id }) => [client_id, id]))
    },
  }
}

/** Removes what all organizers kept before the instant; answers how many. */
export async function deleteOldRefusals(q: Kysely<Schema>, before: number): Promise<number> {
  const removed = await q.deleteFrom('refused_requests').where('at', '<', before).executeTakeFirst()
  return Number(removed.numDeletedRows)
}

/** Organizers that keep more than so many. */
export async function crowdedOrganizers(q: Kysely<Schema>, most: number): Promise<OrganizerId[]> {
  const rows = await q
    .selectFrom('refused_requests')
    .select('organizer_id')
    .groupBy('organizer_id')
    .having(sql<number>`count(*)`, '>', most)
    .execute()
  return rows.map(({ organizer_id }) => organizer_id)
}

function toRefusal(row: Selectable<RefusedRequestTable>): Refusal {
  const { id, reference, at, sso_client_id, endpoint, error } = row
  const detail = parseJson(detailSchema, row.detail, 'refused_requests.detail')
  return { id, reference, at, client: sso_client_id, endpoint, error, ...detail }
}
