import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { AuditId, OrganizerId, UserId } from '../../core/ids.ts'
import type { AuditLogTable } from '../../platform/db/installation-tables.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { AuditAction, AuditEntry, AuditObjectType } from './types.ts'

/** A place in the history. */
export interface AuditCursor {
  readonly at: number
  readonly id: string
}

export interface AuditQuery {
  readonly limit: number
  /** Only entries older than this one. */
  readonly before?: AuditCursor | undefined
  /** Only entries newer than this one; the nearest of them. */
  readonly after?: AuditCursor | undefined
  readonly object?: { readonly type: AuditObjectType; readonly id: string } | undefined
  /** Only these acts. */
  readonly actions?: readonly AuditAction[] | undefined
}

const record = z.record(z.string(), z.unknown()).default({})
const dataSchema = z.object({ before: record, after: record, detail: record })

export function auditStore(q: Kysely<Schema>) {
  return {
    async insert(organizerId: OrganizerId | null, row: Omit<AuditLogTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('audit_log')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** Newest first. @param organizerId null for what belongs to no organizer */
    async list(organizerId: OrganizerId | null, options: AuditQuery): Promise<AuditEntry[]> {
      const all = q.selectFrom('audit_log').selectAll()
      let query =
        organizerId === null ? all.where('organizer_id', 'is', null) : all.where('organizer_id', '=', organizerId)
      const { object, after } = options
      if (object) query = query.where('object_type', '=', object.type).where('object_id', '=', object.id)
      query = within(query, options)
      const order = after ? 'asc' : 'desc'
      // The organizer leads the order, too: PostgreSQL would sort what belongs to none instead of reading it from the index.
      const ordered = query.orderBy('organizer_id', order).orderBy('at', order).orderBy('id', order)
      const rows = await ordered.limit(options.limit).execute()
      return (after ? rows.reverse() : rows).map(toEntry)
    },

    /** What happened to a staff account, whoever's history it belongs to; newest first. */
    async listOfStaff(userId: UserId, options: Omit<AuditQuery, 'object'>): Promise<AuditEntry[]> {
      const all = q.selectFrom('audit_log').selectAll().where('object_type', '=', sql.lit('user'))
      const order = options.after ? 'asc' : 'desc'
      const ordered = within(all.where('object_id', '=', userId), options)
        .orderBy('at', order)
        .orderBy('id', order)
      const rows = await ordered.limit(options.limit).execute()
      return (options.after ? rows.reverse() : rows).map(toEntry)
    },

    /** Empties everything that happened to a staff account, and takes the name off everything that this person did. */
    async shredStaff(userId: UserId): Promise<void> {
      await q
        .updateTable('audit_log')
        .set({ data: '{}', object_name: '', is_shredded: true })
        .where('object_type', '=', sql.lit('user'))
        .where('object_id', '=', userId)
        .execute()
      await q
        .updateTable('audit_log')
        .set({ actor_name: '' })
        .where('actor_type', '=', sql.lit('staff'))
        .where('actor_id', '=', userId)
        .execute()
    },

    /** How often something happened since an instant (ms). */
    async countSince(organizerId: OrganizerId, action: AuditAction, since: number): Promise<number> {
      const row = await q
        .selectFrom('audit_log')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('organizer_id', '=', organizerId)
        .where('at', '>=', since)
        .where('action', '=', action)
        .executeTakeFirst()
      return Number(row?.count ?? 0)
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

type Entries = SelectQueryBuilder<Schema, 'audit_log', AuditLogTable>

function within(entries: Entries, { actions, before, after }: Omit<AuditQuery, 'object' | 'limit'>): Entries {
  let query = entries
  if (actions) query = query.where('action', 'in', actions)
  if (before) {
    query = query.where(({ eb, or, and }) =>
      or([eb('at', '<', before.at), and([eb('at', '=', before.at), eb('id', '<', before.id as AuditId)])]),
    )
  }
  if (after) {
    query = query.where(({ eb, or, and }) =>
      or([eb('at', '>', after.at), and([eb('at', '=', after.at), eb('id', '>', after.id as AuditId)])]),
    )
  }
  return query
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
