import type { Kysely, Updateable } from 'kysely'
import type { OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { SsoClientTable } from '../../../platform/db/provider-tables.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { ClientCursor } from '../cursor.ts'
import { toClient } from '../rows.ts'
import type { SsoClient } from '../types.ts'

export function ssoClientStore(q: Kysely<Schema>) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('sso_clients').selectAll().where('organizer_id', '=', organizerId)

  return {
    async byId(organizerId: OrganizerId, id: SsoClientId): Promise<SsoClient | null> {
      const row = await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()
      return row ? toClient(row) : null
    },

    async byClientId(organizerId: OrganizerId, clientId: string): Promise<SsoClient | null> {
      const row = await ofOrganizer(organizerId).where('client_id', '=', clientId).executeTakeFirst()
      return row ? toClient(row) : null
    },

    /** By name; with a cursor that looks back, the nearest first. */
    async list(organizerId: OrganizerId, limit: number, cursor: ClientCursor | null): Promise<SsoClient[]> {
      const isBack = cursor?.way === 'before'
      const beyond = isBack ? '<' : '>'
      let query = ofOrganizer(organizerId)
      if (cursor) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('name', beyond, cursor.name),
            and([eb('name', '=', cursor.name), eb('id', beyond, cursor.id as SsoClientId)]),
          ]),
        )
      }
      const direction = isBack ? 'desc' : 'asc'
      const rows = await query.orderBy('name', direction).orderBy('id', direction).limit(limit).execute()
      return rows.map(toClient)
    },

    async count(organizerId: OrganizerId): Promise<number> {
      const row = await q
        .selectFrom('sso_clients')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('organizer_id', '=', organizerId)
        .executeTakeFirst()
      return Number(row?.n ?? 0)
    },

    async insert(organizerId: OrganizerId, row: Omit<SsoClientTable, 'organizer_id'>): Promise<SsoClient> {
      const inserted = { ...row, organizer_id: organizerId }
      await q.insertInto('sso_clients').values(inserted).execute()
      return toClient(inserted)
    },

    async update(organizerId: OrganizerId, id: SsoClientId, columns: Updateable<SsoClientTable>): Promise<void> {
      await q
        .updateTable('sso_clients')
        .set(columns)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    /**
     * The new secret takes the place of the present one, which becomes the former one until `formerUntil`, or ends at once. One
     * statement, so that of many at the same time each follows the one before it.
     */
    async replaceSecret(
      organizerId: OrganizerId,
      id: SsoClientId,
      secret: { hash: string; now: number; formerUntil: number | null },
    ): Promise<void> {
      await q
        .updateTable('sso_clients')
        .set(({ ref }) => ({
          former_secret_hash: secret.formerUntil === null ? null : ref('secret_hash'),
          former_secret_expires_at: secret.formerUntil,
          secret_hash: secret.hash,
          secret_created_at: secret.now,
          modified_at: secret.now,
        }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async remove(organizerId: OrganizerId, id: SsoClientId): Promise<void> {
      await q.deleteFrom('sso_clients').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },
  }
}
