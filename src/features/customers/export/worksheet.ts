import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { SECOND } from '../../../core/clock.ts'
import { Overloaded } from '../../../core/errors.ts'
import type { ExportColumn, ExportedCustomer } from './columns.ts'

/** A worksheet is made in memory as a whole, beside the event loop. */
export const MAX_ROWS = 25_000
const MAX_MS = 120 * SECOND

const WRITE = `
const { parentPort, workerData } = require('node:worker_threads')
const written = require(workerData.module)
const writeExcelFile = written.default ?? written
const cell = (value) => ({ value: value.replace(/[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]/g, ''), type: String })
const [heads, ...rows] = workerData.rows
const sheet = [heads.map((value) => ({ value, type: String, fontWeight: 'bold' })), ...rows.map((row) => row.map(cell))]
writeExcelFile(sheet).toBuffer().then((file) => parentPort.postMessage(file))
`

let isWriting = false

/**
 * An Excel file; its cells are texts, so none is a formula. Null when there are more than `MAX_ROWS`.
 * @throws Overloaded while this process makes another one
 */
export async function worksheet(
  batches: AsyncIterable<readonly ExportedCustomer[]>,
  columns: readonly ExportColumn[],
): Promise<Buffer | null> {
  if (isWriting) throw new Overloaded('worksheets', 10)
  isWriting = true
  try {
    const rows: string[][] = [columns.map(({ head }) => head)]
    for await (const batch of batches) {
      rows.push(...batch.map(({ customer, ...more }) => columns.map(({ of }) => of(customer, more))))
      if (rows.length > MAX_ROWS + 1) return null
    }
    return await write(rows)
  } finally {
    isWriting = false
  }
}

async function write(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const module = createRequire(import.meta.url).resolve('write-excel-file/node')
  const worker = new Worker(WRITE, { eval: true, workerData: { module, rows } })
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const timer = setTimeout(() => reject(new Overloaded('worksheets', 60)), MAX_MS)
  worker.once('message', (file: Uint8Array) => resolve(Buffer.from(file)))
  worker.once('error', reject)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
