import { Readable } from 'node:stream'
import type { ExportColumn, ExportedCustomer } from './columns.ts'
import { closingParts, rootPart, sheetPart } from './workbook.ts'
import { type Row, worksheet } from './worksheet.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

/** As many as Excel has, less the one with the heads. */
const MAX_ROWS = 1_048_575
/** Text of one sheet in UTF-16 units; what is more goes to another one, as programs cannot open such sheets. */
const MAX_TEXT = 512 * 1024 * 1024
/** Rows that are turned into XML at once. */
const ROWS_AT_ONCE = 200

export interface SheetLimits {
  /** Below the heads. */
  readonly rows: number
  readonly text: number
}

/**
 * An Excel file that is made while it is read, in constant memory. What does not fit on a sheet stands on further ones. Reading
 * stops when nobody reads on.
 * @param title of the first sheet
 */
export function xlsxFile(
  batches: AsyncIterable<readonly ExportedCustomer[]>,
  columns: readonly ExportColumn[],
  title: string,
  limits: SheetLimits = { rows: MAX_ROWS, text: MAX_TEXT },
): Readable {
  async function* rows() {
    for await (const batch of batches) {
      for (let first = 0; first < batch.length; first += ROWS_AT_ONCE) {
        const some = batch.slice(first, first + ROWS_AT_ONCE)
        yield some.map(({ customer, ...more }) => columns.map(({ of }) => of(customer, more)))
      }
    }
  }
  const heads = columns.map(({ head }) => head)
  return Readable.from(zipFile(entries(title, heads, rows(), limits)), { objectMode: false })
}

async function* entries(
  title: string,
  heads: Row,
  rows: AsyncGenerator<readonly Row[]>,
  limits: SheetLimits,
): AsyncGenerator<ZipEntry> {
  const part = ({ name, xml }: { name: string; xml: string }) => ({ name, content: Readable.from([Buffer.from(xml)]) })
  const pages = new Pages(rows, limits)
  try {
    yield part(rootPart)
    let sheets = 0
    while (sheets === 0 || !pages.isOver) {
      yield { name: sheetPart(++sheets), content: worksheet(heads, pages.next()) }
    }
    for (const closing of closingParts(title, sheets)) yield part(closing)
  } finally {
    await rows.return(undefined)
  }
}

/** Rows, sheet by sheet. */
class Pages {
  readonly #rows: AsyncIterator<readonly Row[]>
  readonly #limits: SheetLimits
  #left: readonly Row[] = []
  /** Known when a sheet was read to its end. */
  isOver = false

  constructor(rows: AsyncIterator<readonly Row[]>, limits: SheetLimits) {
    this.#rows = rows
    this.#limits = limits
  }

  /** The rows of the next sheet. */
  async *next(): AsyncGenerator<readonly Row[]> {
    let { rows, text } = this.#limits
    for (;;) {
      if (this.#left.length === 0) {
        const more = await this.#rows.next()
        this.isOver = more.done === true
        if (more.done === true) return
        this.#left = more.value
      }
      if (rows === 0 || text <= 0) return
      const some = this.#left.slice(0, rows)
      this.#left = this.#left.slice(rows)
      rows -= some.length
      for (const row of some) for (const { length } of row) text -= length
      yield some
    }
  }
}
