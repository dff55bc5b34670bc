import { expect, test } from 'vitest'
import { csvCell } from './csv-cell.ts'

test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '＋1', '－1', '＠x', '+49 30 1', '+'])(
  'what a spreadsheet may take for a formula is a text: %j',
  (value) => {
    expect(csvCell(value)).toBe(`'${value}`)
  },
)

test.each(['+493415550148', 'Ann', 'a=b', '1-2', '', 'ann@example.org', "'=1"])('anything else stays: %j', (value) => {
  expect(csvCell(value)).toBe(value)
})
