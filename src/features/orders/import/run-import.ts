import { hashSecret } from '../../../core/random.ts'
import { DatabaseBusy } from '../../../platform/db/errors.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { BadLine, readLine } from '../rules/line.ts'
import { type Batch, createBatch } from './batch.ts'
import { readLines } from './read-lines.ts'
import { storeBatch } from './store-batch.ts'
import type { ImportOptions, ImportReport, LineProblem } from './types.ts'

const MAX_LINE_BYTES = 1_000_000
const BATCH_LINES = 200
const BATCH_BYTES = 4_000_000
const MAX_ERRORS = 100
const TRIES = 5

/**
 * Stores a file of orders part by part, each part in a transaction of its own: what is stored stays when a later line fails or
 * the program ends, and the same file again goes on from there.
 */
export async function runImport(
  platform: Pick<Platform, 'db' | 'clock' | 'random'>,
  audit: Audit,
  organizer: Organizer,
  source: AsyncIterable<Uint8Array>,
  { isDryRun = false, onProgress }: ImportOptions = {},
): Promise<ImportReport> {
  const count = { lines: 0, created: 0, updated: 0, unchanged: 0, failed: 0 }
  const errors: LineProblem[] = []
  let bytes = 0
  let batch = createBatch(BATCH_LINES, BATCH_BYTES)

  const fail = (problem: LineProblem) => {
    count.failed++
    if (errors.length < MAX_ERRORS) errors.push(problem)
  }
  const flush = async () => {
    const full = batch
    batch = createBatch(BATCH_LINES, BATCH_BYTES)
    const done = await patiently(() => storeBatch(platform, organizer, full.lines, isDryRun))
    count.created += done.created
    count.updated += done.updated
    count.unchanged += done.unchanged
    for (const problem of done.problems) fail(problem)
    onProgress?.(bytes, count.lines)
  }

  const counted = async function* () {
    for await (const chunk of source) {
      bytes += chunk.length
      yield chunk
    }
  }
  for await (const line of readLines(counted(), MAX_LINE_BYTES)) {
    count.lines++
    if ('problem' in line) {
      fail({ line: line.number, message: line.problem })
      continue
    }
    try {
      await addTo(() => batch, line, flush)
    } catch (error) {
      if (!(error instanceof BadLine)) throw error
      const { code, message } = error
      fail({ line: line.number, message, ...(code !== undefined && { code }) })
    }
    if (batch.isFull) await flush()
  }
  await flush()
  const { created, updated } = count
  if (!isDryRun && created + updated > 0) {
    await platform.db.transaction((q) =>
      audit.record(q, organizer.id, {
        action: 'foyer.orders.imported',
        actor: { type: 'command' },
        object: { type: 'organizer', id: organizer.id, name: organizer.name },
        detail: { created, updated },
      }),
    )
  }
  return { ...count, errors: errors.sort((a, b) => a.line - b.line) }
}

async function addTo(
  current: () => Batch,
  { number, text }: { number: number; text: string },
  flush: () => Promise<void>,
): Promise<void> {
  const ready = { number, hash: hashSecret(text), order: readLine(text) }
  if (current().add(ready, text.length)) return
  await flush()
  current().add(ready, text.length)
}

/** Another import, or a change of a customer, may be in the way for a moment. */
async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof DatabaseBusy) || tries >= TRIES) throw error
    }
  }
}
