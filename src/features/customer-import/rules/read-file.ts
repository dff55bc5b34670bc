import { parse } from 'csv-parse/sync'
import { InvalidInput } from '../../../core/errors.ts'

export const MAX_FILE_BYTES = 60 * 1024 * 1024
export const MAX_ROWS = 200_000
const MAX_COLUMNS = 100
const MAX_CELL = 20_000
const DELIMITERS = [';', ',', '\t'] as const

export interface CsvFile {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * A CSV file as spreadsheets write it: UTF-8 with or without a mark, or Windows-1252; comma, semicolon or tab; RFC 4180.
 * @throws InvalidInput `file`
 */
export function readCsv(data: Uint8Array): CsvFile {
  if (data.length > MAX_FILE_BYTES) throw bad('tooLarge', { max: MAX_FILE_BYTES / 1024 / 1024 })
  const text = decode(data)
  const [columns = [], ...rows] = parseText(text)
  if (columns.length === 0) throw bad('empty')
  if (columns.length > MAX_COLUMNS) throw bad('tooManyColumns', { max: MAX_COLUMNS })
  if (rows.length === 0) throw bad('noRows')
  if (rows.length > MAX_ROWS) throw bad('tooManyRows', { max: MAX_ROWS })
  return { columns: columns.map((head) => head.trim()), rows }
}

function decode(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data)
  } catch {
    return new TextDecoder('windows-1252').decode(data)
  }
}

function parseText(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: MAX_CELL * MAX_COLUMNS,
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    throw bad('unreadable', { line })
  }
}

/** The sign that the first line holds most often, outside of quotes. */
function delimiterOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)
  const counted = DELIMITERS.map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}

function bad(key: string, params?: Record<string, number>): InvalidInput {
  return new InvalidInput({ file: { key: `customerImport:bad.${key}`, ...(params && { params }) } })
}
