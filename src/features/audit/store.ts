import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AuditId, OrganizerId } from '../../core/ids.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { AuditLogTable, Schema } from '../../platform/db/schema.ts'
import type { AuditAction, AuditEntry, AuditObjectType } from './types.ts'

/** A place in the history: entries older than this one follow. */
export interface AuditCursor {
  readonly at: number
  readonly id: string
}

const record = z.record(z.string(), z.unknown()).default({})
const dataSchema = z.object({ before: record, after: record, detail: record })

export function auditStore(q: Kysely<Schema>) {
  return {
    async insert(_organizerId: OrganizerId | null, row: AuditLogTable): Promise<void> {
      await q.insertInto('audit_log').values(row).execute()
    },

    /** Newest first. */
    async list(
      organizerId: OrganizerId,
      options: { limit: number; before?: AuditCursor | undefined; object?: { type: AuditObjectType; id: string } },
    ): Promise<AuditEntry[]> {
      let query = q.selectFrom('audit_log').selectAll().where('organizer_id', '=', organizerId)
      const { object, before } = options
      if (object) query = query.where('object_type', '=', object.type).where('object_id', '=', object.id)
      if (before) {
        query = query.where(({ eb, or, and }) =>
          or([eb('at', '<', before.at), and([eb('at', '=', before.at), eb('id', '<', before.id as AuditId)])]),
        )
      }
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(options.limit).execute()
      return rows.map(toEntry)
    },

    /** Empties the data of everything that happened to an object. */
    async shred(organizerId: OrganizerId, object: { type: AuditObjectType; id: string }): Promise<void> {
      await q
        .updateTable('audit_log')
        .set({ data: '{}', object_name: '', is_shredded: true })
        .where('organizer_id', '=', organizerId)
        .where('object_type', '=', object.type)
        .where('object_id', '=', object.id)
        .execute()
    },
  }
}

function toEntry(row: AuditLogTable): AuditEntry {
  const data = parseJson(dataSchema, row.data, 'audit_log.data')
  return {
    id: row.id,
    organizerId: row.organizer_id,
    at: row.at,
    action: row.action as AuditAction,
    actorType: row.actor_type as AuditEntry['actorType'],
    actorName: row.actor_name,
    objectType: row.object_type as AuditObjectType,
    objectId: row.object_id,
    objectName: row.object_name,
    ...data,
    isShredded: row.is_shredded,
  }
}
