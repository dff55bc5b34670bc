import { DAY, SECOND } from '../../core/clock.ts'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { type CustomerImportId, looksLikeId, newId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { workLoop } from '../../platform/work-loop.ts'
import type { Organizers } from '../organizers/index.ts'
import { eraseWaitingRows } from './erase-rows.ts'
import { checkSettings } from './rules/check-settings.ts'
import { guessMapping } from './rules/fields.ts'
import { readCsv } from './rules/read-file.ts'
import { giveUpBefore, importStore, waitingImports } from './store/imports.ts'
import { importPartStore } from './store/parts.ts'
import type { CustomerImports, ImportSettings } from './types.ts'
import { createWork, partPurpose, type WorkDeps } from './work.ts'

const PART_ROWS = 200
const SAMPLE_ROWS = 5
const KEPT_MS = 7 * DAY
const LOOK_EVERY_MS = 3 * SECOND

interface Deps extends WorkDeps {
  readonly organizers: Pick<Organizers, 'byId'>
}

/** Customers from CSV files. Files are kept encrypted while they are needed, results without what the rows held. */
export function createCustomerImports(platform: Platform, { customers, audit, organizers }: Deps): CustomerImports {
  const { db, clock, random, secrets, log } = platform
  const work = createWork(platform, { customers, audit })
  customers.onErase(eraseWaitingRows(platform))
  const loop = workLoop(LOOK_EVERY_MS, {
    async work(goesOn) {
      for (const { organizer_id, id } of await waitingImports(db.q, clock.now())) {
        const organizer = goesOn() ? await organizers.byId(organizer_id) : null
        if (organizer) await work(organizer, id, goesOn)
      }
    },
    onFailure: (error) => log.warn({ err: error }, 'imports of customers could not be looked for'),
  })

  return {
    async create(organizer, { name, data }, actor) {
      const { columns, rows } = readCsv(data)
      const id = newId<CustomerImportId>(random)
      const now = clock.now()
      const settings: ImportSettings = {
        columns,
        mapping: guessMapping(columns),
        existing: 'skip',
        matchBy: 'email',
        verified: false,
      }
      await db.transaction(async (q) => {
        await importStore(q).insert(organizer.id, {
          id,
          file_name: name.slice(0, 200),
          state: 'mapping',
          settings: JSON.stringify(settings),
          total_rows: rows.length,
          done_rows: 0,
          created_count: 0,
          updated_count: 0,
          skipped_count: 0,
          failed_count: 0,
          actor: JSON.stringify(actor),
          created_at: now,
          modified_at: now,
          lease_until: null,
          lease_owner: null,
        })
        for (let first = 0; first < rows.length; first += PART_ROWS) {
          const part = JSON.stringify(rows.slice(first, first + PART_ROWS))
          await importPartStore(q).insert(organizer.id, id, {
            number: first / PART_ROWS,
            firstRow: first + 1,
            rows: secrets.seal(part, partPurpose(id)),
          })
        }
      })
      const made = await importStore(db.q).find(organizer.id, id)
      if (!made) throw new NotFound('import')
      return made
    },

    async find(organizer, id) {
      return looksLikeId(id) ? importStore(db.q).find(organizer.id, id as CustomerImportId) : null
    },
    list: (organizer) => importStore(db.q).list(organizer.id),

    async sample(organizer, id) {
      const part = await importPartStore(db.q).after(organizer.id, id, 0)
      if (!part) return []
      const rows: unknown = JSON.parse(secrets.open(part.rows, partPurpose(id)))
      return Array.isArray(rows) ? (rows.slice(0, SAMPLE_ROWS) as string[][]) : []
    },

    problems: (organizer, id, limit) => importPartStore(db.q).problems(organizer.id, id, limit),

    async configure(organizer, id, wanted) {
      const job = await importStore(db.q).find(organizer.id, id)
      if (!job) throw new NotFound('import')
      const settings = { ...wanted, columns: job.settings.columns }
      const problems = checkSettings(settings)
      if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
      const to = { state: 'mapping', settings: JSON.stringify(settings), modified_at: clock.now() } as const
      const isDone = await importStore(db.q).setState(organizer.id, id, ['mapping', 'checked', 'failed'], to)
      if (!isDone) throw new NotFound('import that can be changed')
    },

    async begin(organizer, id, what) {
      await db.transaction(async (q) => {
        const from = what === 'check' ? (['mapping', 'checked', 'failed'] as const) : (['checked', 'failed'] as const)
        const to = {
          state: what === 'check' ? 'checking' : 'running',
          done_rows: 0,
          created_count: 0,
          updated_count: 0,
          skipped_count: 0,
          failed_count: 0,
          modified_at: clock.now(),
        } as const
        if (!(await importStore(q).setState(organizer.id, id, from, to))) throw new NotFound('import in this state')
        await importPartStore(q).removeProblems(organizer.id, id)
      })
      loop.soon()
    },

    async cancel(organizer, id) {
      await db.transaction(async (q) => {
        const from = ['mapping', 'checking', 'checked', 'running', 'failed'] as const
        const to = { state: 'canceled', modified_at: clock.now() } as const
        if (!(await importStore(q).setState(organizer.id, id, from, to))) throw new NotFound('import')
        await importPartStore(q).removeAll(organizer.id, id)
      })
    },

    work,
    start: loop.start,
    stop: loop.stop,
    cleanUp: () => db.transaction((q) => giveUpBefore(q, clock.now() - KEPT_MS, clock.now())),
  }
}
