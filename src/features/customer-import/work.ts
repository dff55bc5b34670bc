import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import type { CustomerImportId } from '../../core/ids.ts'
import { randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type PlannedRow, planPart, withoutValues } from './plan-part.ts'
import type { ReadRow } from './rules/read-row.ts'
import { importStore, type Progress } from './store/imports.ts'
import { type FilePart, importPartStore } from './store/parts.ts'
import type { CustomerImport, RowProblem } from './types.ts'

const LEASE_MS = 2 * MINUTE
const TRIES = 3
/** More problems than these are counted and not kept. */
const MOST_PROBLEMS = 5000

const rowsSchema = z.array(z.array(z.string()))
const actorSchema = z.looseObject({ type: z.enum(['staff', 'command', 'system']) })

export interface WorkDeps {
  readonly customers: Customers
  readonly audit: Audit
}

/** Purpose of the seal on a part of a file. */
export const partPurpose = (id: CustomerImportId) => `customer import ${id}`

interface Part {
  readonly organizer: Organizer
  readonly job: CustomerImport
  readonly planned: readonly PlannedRow[]
  readonly actor: AuditActor
  /** Who has the lease. */
  readonly owner: string
}

/** One call of `work`. */
interface Run {
  readonly organizer: Organizer
  readonly id: CustomerImportId
  /** Nobody else has it. */
  readonly owner: string
  /** Addresses that the check has met. */
  readonly seen: Set<string>
}

interface Done {
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly problems: readonly RowProblem[]
}

/**
 * Goes through an import part by part. What a part does and how far the work is are one transaction, so that another process
 * goes on where one was killed.
 */
export function createWork(platform: Platform, { customers, audit }: WorkDeps) {
  const { db, clock, random, secrets } = platform
  /** Nothing is stored; addresses that come twice in the file are found. */
  function checkPart({ job, planned }: Part, seen: Set<string>): Done {
    const problems: RowProblem[] = []
    const done = { created: 0, updated: 0, skipped: 0 }
    for (const plan of planned) {
      if (plan.kind === 'problem') problems.push({ row: plan.row, problems: plan.problems })
      else if (plan.kind === 'skip') done.skipped++
      else if (plan.kind === 'update') done.updated++
      else if (seen.has(plan.read.email)) {
        if (job.settings.existing === 'update') done.updated++
        else done.skipped++
      } else {
        seen.add(plan.read.email)
        done.created++
      }
    }
    return { ...done, problems }
  }

  async function updateRows({ organizer, planned, actor }: Part): Promise<Done> {
    const problems: RowProblem[] = []
    let updated = 0
    for (const plan of planned) {
      if (plan.kind !== 'update') continue
      try {
        const { email: _, ...changes } = plan.read.changes
        await customers.update(organizer, plan.customer.id, changes, actor)
        updated++
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error
        problems.push({ row: plan.row, problems: withoutValues(error.fields) })
      }
    }
    return { created: 0, updated, skipped: 0, problems }
  }

  /** `taken`: meanwhile, or earlier in the same file, somebody got this address. */
  async function createRow(q: Database, part: Part, read: ReadRow): Promise<'created' | 'taken'> {
    const { organizer, job, actor } = part
    const { email, identifier, passwordHash, changes } = read
    const { nameParts = {}, locale = organizer.locale, isVerified = job.settings.verified, ...more } = changes
    const account = { ...more, email, nameParts, locale, isVerified, passwordHash: passwordHash ?? null }
    try {
      await customers.create(q, organizer, { ...account, ...(identifier !== undefined && { identifier }) }, actor)
      return 'created'
    } catch (error) {
      if (error instanceof InvalidInput && error.fields.email?.key === 'customers:bad.emailTaken') return 'taken'
      throw error
    }
  }

  async function createRows(q: Database, part: Part): Promise<Done> {
    const problems: RowProblem[] = []
    const done = { created: 0, updated: 0, skipped: 0 }
    for (const plan of part.planned) {
      if (plan.kind === 'problem') problems.push({ row: plan.row, problems: plan.problems })
      if (plan.kind === 'skip') done.skipped++
      if (plan.kind !== 'create') continue
      try {
        if ((await createRow(q, part, plan.read)) === 'created') done.created++
        else done.skipped++
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error
        problems.push({ row: plan.row, problems: withoutValues(error.fields) })
      }
    }
    return { ...done, problems }
  }

  async function write(
    q: Database,
    { organizer, job, owner }: Part,
    until: number,
    all: readonly Done[],
  ): Promise<boolean> {
    const sum = (of: (done: Done) => number) => all.reduce((total, done) => total + of(done), 0)
    const progress: Progress = {
      doneRows: until,
      created: job.created + sum((done) => done.created),
      updated: job.updated + sum((done) => done.updated),
      skipped: job.skipped + sum((done) => done.skipped),
      failed: job.failed + sum((done) => done.problems.length),
    }
    if (job.failed < MOST_PROBLEMS) {
      const problems = all.flatMap((done) => done.problems)
      await importPartStore(q).addProblems(organizer.id, job.id, problems.slice(0, MOST_PROBLEMS - job.failed))
    }
    return importStore(q).progress(organizer.id, job.id, owner, progress, clock.now())
  }

  async function workOn({ organizer, owner, seen }: Run, job: CustomerImport, { firstRow, rows }: FilePart) {
    const cells = rowsSchema.parse(JSON.parse(secrets.open(rows, partPurpose(job.id))))
    const until = firstRow - 1 + cells.length
    const planned = await planPart(customers, organizer, job.settings, cells, firstRow)
    const actor = actorSchema.parse(JSON.parse(await importStore(db.q).actor(organizer.id, job.id))) as AuditActor
    const part: Part = { organizer, job, planned, actor, owner }
    if (job.state === 'checking') {
      await db.transaction((q) => write(q, part, until, [checkPart(part, seen)]))
      return
    }
    const updates = await updateRows(part)
    await db.transaction(async (q) => {
      if (!(await write(q, part, until, [updates, await createRows(q, part)]))) throw new Stopped()
    })
  }

  async function finish(organizer: Organizer, job: CustomerImport): Promise<void> {
    const isCheck = job.state === 'checking'
    await db.transaction(async (q) => {
      const to = { state: isCheck ? 'checked' : 'done', modified_at: clock.now() } as const
      if (!(await importStore(q).setState(organizer.id, job.id, [job.state], to)) || isCheck) return
      await importPartStore(q).removeAll(organizer.id, job.id)
      await audit.record(q, organizer.id, {
        action: 'foyer.customers.imported',
        actor: actorSchema.parse(JSON.parse(await importStore(q).actor(organizer.id, job.id))) as AuditActor,
        object: { type: 'organizer', id: organizer.id, name: organizer.name },
        detail: { created: job.created, updated: job.updated },
      })
    })
  }

  async function step(run: Run): Promise<CustomerImport | null> {
    const { organizer, id, owner } = run
    const now = clock.now()
    const hasIt = await importStore(db.q).lease(organizer.id, id, { owner, now, until: now + LEASE_MS })
    const job = hasIt ? await importStore(db.q).find(organizer.id, id) : null
    if (!job) return null
    const part = await importPartStore(db.q).after(organizer.id, id, job.doneRows)
    if (part) await workOn(run, job, part)
    else await finish(organizer, job)
    return part ? importStore(db.q).find(organizer.id, id) : null
  }

  /** Lets another process go on at once. */
  async function release(organizer: Organizer, { id, state }: CustomerImport): Promise<void> {
    await importStore(db.q).setState(organizer.id, id, [state], { state, modified_at: clock.now() })
  }

  /** @param onProgress is told the rows that are done, and stops the work by false. Ends early when somebody else works on it, or stops it. */
  return async function work(organizer: Organizer, id: CustomerImportId, onProgress?: (done: number) => boolean) {
    const run: Run = { organizer, id, owner: randomSecret(random), seen: new Set() }
    for (let failures = 0; ; ) {
      try {
        const job = await step(run)
        if (!job) return
        failures = 0
        if (onProgress?.(job.doneRows) === false) return release(organizer, job)
      } catch (error) {
        if (error instanceof Stopped) return
        if (++failures < TRIES) continue
        platform.log.error({ err: error, import: id }, 'an import of customers failed')
        await importStore(db.q).setState(organizer.id, id, ['checking', 'running'], {
          state: 'failed',
          modified_at: clock.now(),
        })
        return
      }
    }
  }
}

/** Somebody stopped the import, or another process goes on with it. */
class Stopped extends Error {}
