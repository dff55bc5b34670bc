import { z } from 'zod'
import type { CustomerImportId, OrganizerId } from '../../../core/ids.ts'
import type { CustomerImportTable } from '../../../platform/db/account-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { CustomerImport, ImportSettings, ImportState } from '../types.ts'

const MOST_LISTED = 50
const STATES = ['mapping', 'checking', 'checked', 'running', 'done', 'failed', 'canceled'] as const
/** States in which there is something to do. */
const WORK = ['checking', 'running'] as const

const settingsSchema: z.ZodType<ImportSettings> = z.object({
  columns: z.array(z.string()),
  mapping: z.array(z.string().nullable()),
  existing: z.enum(['skip', 'update']),
  matchBy: z.enum(['email', 'external_identifier', 'identifier']),
  verified: z.boolean(),
})
const actorSchema = z.object({ name: z.string().optional() })

export interface Progress {
  readonly doneRows: number
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly failed: number
}

/** Imports of customers. Instants in ms. */
export function importStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<CustomerImportTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customer_imports')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async find(organizerId: OrganizerId, id: CustomerImportId): Promise<CustomerImport | null> {
      const row = await q
        .selectFrom('customer_imports')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? toImport(row) : null
    },

    async list(organizerId: OrganizerId): Promise<CustomerImport[]> {
      const rows = await q
        .selectFrom('customer_imports')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .orderBy('created_at', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return rows.map(toImport)
    },

    async actor(organizerId: OrganizerId, id: CustomerImportId): Promise<string> {
      const row = await q
        .selectFrom('customer_imports')
        .select('actor')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return row.actor
    },

    /** False unless it is in one of these states. */
    async setState(
      organizerId: OrganizerId,
      id: CustomerImportId,
      from: readonly ImportState[],
      to: Partial<CustomerImportTable> & { readonly state: ImportState; readonly modified_at: number },
    ): Promise<boolean> {
      const result = await q
        .updateTable('customer_imports')
        .set({ lease_until: null, lease_owner: null, ...to })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', 'in', from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Takes the work on one import; of several processes one gets it, and keeps it until `until` unless it asks again. */
    async lease(
      organizerId: OrganizerId,
      id: CustomerImportId,
      { owner, now, until }: { owner: string; now: number; until: number },
    ): Promise<boolean> {
      const result = await q
        .updateTable('customer_imports')
        .set({ lease_owner: owner, lease_until: until })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('state', 'in', WORK)
        .where((eb) =>
          eb.or([eb('lease_owner', '=', owner), eb('lease_until', 'is', null), eb('lease_until', '<=', now)]),
        )
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Writes how far the work is; false when somebody stopped it or another process has it. */
    async progress(
      organizerId: OrganizerId,
      id: CustomerImportId,
      owner: string,
      { doneRows, created, updated, skipped, failed }: Progress,
      modifiedAt: number,
    ): Promise<boolean> {
      const result = await q
        .updateTable('customer_imports')
        .set({
          done_rows: doneRows,
          created_count: created,
          updated_count: updated,
          skipped_count: skipped,
          failed_count: failed,
          modified_at: modifiedAt,
        })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('lease_owner', '=', owner)
        .where('state', 'in', WORK)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

/** Of all organizers: imports that nobody works on although there is work. */
export async function waitingImports(q: Database, now: number) {
  return q
    .selectFrom('customer_imports')
    .select(['organizer_id', 'id'])
    .where('state', 'in', WORK)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .orderBy('created_at')
    .limit(10)
    .execute()
}

/** Of all organizers: gives up imports whose file nobody imported, and forgets the file. Answers how many. */
export async function giveUpBefore(q: Database, instant: number, now: number): Promise<number> {
  const rows = await q
    .updateTable('customer_imports')
    .set({ state: 'canceled', modified_at: now })
    .where('state', 'in', ['mapping', 'checked', 'failed'])
    .where('modified_at', '<', instant)
    .returning(['organizer_id', 'id'])
    .execute()
  for (const { organizer_id, id } of rows) {
    await q
      .deleteFrom('customer_import_chunks')
      .where('organizer_id', '=', organizer_id)
      .where('import_id', '=', id)
      .execute()
  }
  return rows.length
}

function toImport(row: CustomerImportTable): CustomerImport {
  return {
    id: row.id,
    fileName: row.file_name,
    state: STATES.find((state) => state === row.state) ?? 'failed',
    settings: parseJson(settingsSchema, row.settings, 'customer_imports.settings'),
    totalRows: row.total_rows,
    doneRows: row.done_rows,
    created: row.created_count,
    updated: row.updated_count,
    skipped: row.skipped_count,
    failed: row.failed_count,
    by: parseJson(actorSchema, row.actor, 'customer_imports.actor').name ?? '',
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}
