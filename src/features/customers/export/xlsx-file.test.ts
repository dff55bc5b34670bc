import { buffer } from 'node:stream/consumers'
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'node-html-parser'
import { expect, test } from 'vitest'
import type { Customer } from '../types.ts'
import type { ExportColumn, ExportedCustomer } from './columns.ts'
import { columnName } from './worksheet.ts'
import { type SheetLimits, xlsxFile } from './xlsx-file.ts'

const NOWHERE_NEAR: SheetLimits = { rows: 1000, text: 1e6 }
const COLUMNS: ExportColumn[] = [
  { head: 'Customer ID', of: ({ identifier }) => identifier },
  { head: 'Notes & more', of: ({ notes }) => notes ?? '' },
  { head: 'Tags', of: (_, { tags }) => tags.join(', ') },
]

const row = (identifier: string, notes: string | null = null): ExportedCustomer => ({
  customer: { identifier, notes } as Customer,
  tags: [],
  logins: [],
})

/** The sheets of a workbook as readers of ZIP and XML find them: by name, rows of cells by their place. */
function sheetsOf(file: Buffer): Record<string, Record<string, string>[]> {
  const parts = unzipSync(file)
  const xml = (name: string) => parse(strFromU8(parts[name] ?? new Uint8Array()))
  const all = (from: ReturnType<typeof xml>, tag: string) => from.getElementsByTagName(tag)
  const targets = new Map(
    all(xml('xl/_rels/workbook.xml.rels'), 'Relationship').map((to) => [
      to.getAttribute('Id'),
      to.getAttribute('Target'),
    ]),
  )
  return Object.fromEntries(
    all(xml('xl/workbook.xml'), 'sheet').map((sheet) => {
      const part = xml(`xl/${targets.get(sheet.getAttribute('r:id'))}`)
      const rows = all(part, 'row').map((line) =>
        Object.fromEntries(line.getElementsByTagName('c').map((cell) => [cell.getAttribute('r'), cell.text])),
      )
      return [sheet.getAttribute('name') ?? '', rows]
    }),
  )
}

async function* inBatches(...batches: ExportedCustomer[][]) {
  yield* batches
}

test('rows stand below the heads, and nothing is a formula', async () => {
  const file = await buffer(
    xlsxFile(inBatches([row('A1', '=1+1')], [row('B2'), row('C3', ' @x ')]), COLUMNS, 'Customers', NOWHERE_NEAR),
  )
  expect(sheetsOf(file)).toEqual({
    Customers: [
      { A1: 'Customer ID', B1: 'Notes & more', C1: 'Tags' },
      { A2: 'A1', B2: '=1+1' },
      { A3: 'B2' },
      { A4: 'C3', B4: ' @x ' },
    ],
  })
  expect(strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f')
})

test.each([
  ['<b>"&"</b>', '<b>"&"</b>'],
  ['a\u0000b\u0008c\u001fd\ufffee\uffff', 'abcde'],
  ['half \ud83d of a pair', 'half \ufffd of a pair'],
  ['🎟 Ümläut\tand\nlines', '🎟 Ümläut\tand\nlines'],
  ['_x0041_', '_x005F_x0041_'],
  ['x'.repeat(40_000), 'x'.repeat(32_767)],
])('%# what people type is a text that XML and Excel can hold', async (typed, read) => {
  const file = await buffer(xlsxFile(inBatches([row('A1', typed)]), COLUMNS, 'Customers', NOWHERE_NEAR))
  expect(sheetsOf(file).Customers?.[1]?.B2).toBe(read)
})

test('what is more than a sheet holds stands on further ones, in order, with heads', async () => {
  const people = Array.from({ length: 7 }, (_, index) => row(`P${index}`))
  const file = await buffer(
    xlsxFile(inBatches(people.slice(0, 5), people.slice(5)), COLUMNS, 'Kunden: [alle]', { rows: 3, text: 1e6 }),
  )
  const sheets = sheetsOf(file)
  expect(Object.keys(sheets)).toEqual(['Kunden   alle ', 'Kunden   alle  2', 'Kunden   alle  3'])
  const all = Object.values(sheets).map(([heads, ...rows]) => [
    heads?.A1,
    ...rows.map((cells) => Object.values(cells)[0]),
  ])
  expect(all).toEqual([
    ['Customer ID', 'P0', 'P1', 'P2'],
    ['Customer ID', 'P3', 'P4', 'P5'],
    ['Customer ID', 'P6'],
  ])
})

test('a sheet that is exactly full is the only one; nobody at all is a sheet with heads', async () => {
  const full = xlsxFile(inBatches([row('A'), row('B')]), COLUMNS, 'Full', { rows: 2, text: 1e6 })
  expect(sheetsOf(await buffer(full)).Full).toHaveLength(3)
  const empty = sheetsOf(await buffer(xlsxFile(inBatches(), COLUMNS, 'Nobody', NOWHERE_NEAR)))
  expect(empty).toEqual({ Nobody: [{ A1: 'Customer ID', B1: 'Notes & more', C1: 'Tags' }] })
})

test('long texts fill a sheet, too', async () => {
  const people = [[row('A', 'x'.repeat(600))], [row('B', 'x'.repeat(600))], [row('C')]]
  const file = await buffer(xlsxFile(inBatches(...people), COLUMNS, 'Notes', { rows: 1000, text: 1000 }))
  expect(Object.values(sheetsOf(file)).map(({ length }) => length)).toEqual([3, 2])
})

test('is made no faster than it is read, and ends when nobody reads on', async () => {
  let batches = 0
  let isOver = false
  async function* endless() {
    try {
      for (;;) {
        batches++
        yield Array.from({ length: 100 }, (_, index) => row(`P${batches}-${index}`, crypto.randomUUID()))
      }
    } finally {
      isOver = true
    }
  }
  const file = xlsxFile(endless(), COLUMNS, 'Endless')
  let bytes = 0
  for await (const part of file) {
    bytes += part.length
    if (bytes > 100_000) break
  }
  await expect.poll(() => isOver).toBe(true)
  expect(batches).toBeLessThan(1000)
})

test('a reading that fails breaks the file off', async () => {
  async function* failing() {
    yield [row('A')]
    throw new Error('gone')
  }
  await expect(buffer(xlsxFile(failing(), COLUMNS, 'Failing'))).rejects.toThrow('gone')
})

test('columns have names after Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
