import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { ExportColumn, ExportedCustomer } from './columns.ts'
import { csvCell } from './csv-cell.ts'

/**
 * A CSV file (RFC 4180) that is made while it is read: UTF-8 with a byte order mark, and with semicolons in German, as Excel
 * expects both there. Reading stops when nobody reads on.
 */
export function csvFile(
  batches: AsyncIterable<readonly ExportedCustomer[]>,
  columns: readonly ExportColumn[],
  locale: Locale,
): Readable {
  async function* rows() {
    yield columns.map(({ head }) => csvCell(head))
    for await (const batch of batches) {
      for (const { customer, ...more } of batch) yield columns.map(({ of }) => csvCell(of(customer, more)))
    }
  }
  const file = stringify({ bom: true, delimiter: locale === 'de' ? ';' : ',', record_delimiter: 'windows' })
  return pipeline(Readable.from(rows()), file, () => {})
}
