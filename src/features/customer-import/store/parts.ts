import { z } from 'zod'
import type { CustomerImportId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { RowProblem } from '../types.ts'

const messageSchema = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
const problemsSchema = z.record(z.string(), messageSchema)

/** A part of a file, sealed. */
export interface FilePart {
  readonly number: number
  /** Number of its first row in the file, from 1. */
  readonly firstRow: number
  readonly rows: string
}

/** The files of imports, part by part, and what was wrong with their rows. */
export function importPartStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, id: CustomerImportId, { number, firstRow, rows }: FilePart): Promise<void> {
      await q
        .insertInto('customer_import_chunks')
        .values({ organizer_id: organizerId, import_id: id, number, first_row: firstRow, rows })
        .execute()
    },

    /** The part that holds the row after those that are done; null when there is none left. */
    async after(organizerId: OrganizerId, id: CustomerImportId, doneRows: number): Promise<FilePart | null> {
      const row = await q
        .selectFrom('customer_import_chunks')
        .select(['number', 'first_row', 'rows'])
        .where('organizer_id', '=', organizerId)
        .where('import_id', '=', id)
        .where('first_row', '>', doneRows)
        .orderBy('number')
        .limit(1)
        .executeTakeFirst()
      return row ? { number: row.number, firstRow: row.first_row, rows: row.rows } : null
    },

    /** Parts of all files of an organizer that are still there, with the settings of their imports. */
    waiting: (organizerId: OrganizerId) =>
      q
        .selectFrom('customer_import_chunks as c')
        .innerJoin('customer_imports as i', (join) =>
          join.onRef('i.organizer_id', '=', 'c.organizer_id').onRef('i.id', '=', 'c.import_id'),
        )
        .select(['c.import_id', 'c.number', 'c.rows', 'i.settings'])
        .where('c.organizer_id', '=', organizerId)
        .execute(),

    async replace(organizerId: OrganizerId, id: CustomerImportId, number: number, rows: string): Promise<void> {
      await q
        .updateTable('customer_import_chunks')
        .set({ rows })
        .where('organizer_id', '=', organizerId)
        .where('import_id', '=', id)
        .where('number', '=', number)
        .execute()
    },

    async removeAll(organizerId: OrganizerId, id: CustomerImportId): Promise<void> {
      await q
        .deleteFrom('customer_import_chunks')
        .where('organizer_id', '=', organizerId)
        .where('import_id', '=', id)
        .execute()
    },

    async addProblems(organizerId: OrganizerId, id: CustomerImportId, problems: readonly RowProblem[]): Promise<void> {
      if (problems.length === 0) return
      await q
        .insertInto('customer_import_errors')
        .values(
          problems.map((problem) => ({
            organizer_id: organizerId,
            import_id: id,
            row: problem.row,
            problems: JSON.stringify(problem.problems),
          })),
        )
        .onConflict((conflict) => conflict.columns(['organizer_id', 'import_id', 'row']).doNothing())
        .execute()
    },

    async removeProblems(organizerId: OrganizerId, id: CustomerImportId): Promise<void> {
      await q
        .deleteFrom('customer_import_errors')
        .where('organizer_id', '=', organizerId)
        .where('import_id', '=', id)
        .execute()
    },

    async problems(organizerId: OrganizerId, id: CustomerImportId, limit: number): Promise<RowProblem[]> {
      const rows = await q
        .selectFrom('customer_import_errors')
        .select(['row', 'problems'])
        .where('organizer_id', '=', organizerId)
        .where('import_id', '=', id)
        .orderBy('row')
        .limit(limit)
        .execute()
      return rows.map(({ row, problems }) => ({
        row,
        problems: parseJson(problemsSchema, problems, 'customer_import_errors.problems') as RowProblem['problems'],
      }))
    },
  }
}
