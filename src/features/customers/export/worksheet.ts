/** A text that Excel can hold in one cell, in UTF-16 units. */
const MAX_CELL = 32_767
/** What XML 1.0 cannot hold, or should not (section 2.2). */
const NOT_XML = /[\p{Cc}--[\t\n\r]]|\p{Noncharacter_Code_Point}/gv
/** Spreadsheets read this as an escaped character (ECMA-376, ST_Xstring). */
const ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g
const MARKUP = /[&<>\r]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
const END = '</sheetData></worksheet>'

/** Style of a cell, as `styles.xml` numbers them. */
const PLAIN = 0
const BOLD = 1

/** A line of a table. */
export type Row = readonly string[]

/**
 * A worksheet (ECMA-376, SpreadsheetML) with bold heads that stay in view. Every cell is a text, so none is a formula.
 * @param batches rows below the heads; no more than Excel can hold
 */
export async function* worksheet(heads: Row, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(HEAD + rowXml(heads, 1, BOLD))
  let number = 2
  for await (const batch of batches) {
    let xml = ''
    for (const row of batch) xml += rowXml(row, number++, PLAIN)
    yield Buffer.from(xml)
  }
  yield Buffer.from(END)
}

function rowXml(row: Row, number: number, style: number): string {
  let cells = ''
  for (const [column, text] of row.entries()) {
    if (text === '') continue
    const place = `${columnName(column)}${number}`
    cells += `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
  }
  return `<row r="${number}">${cells}</row>`
}

/** A, B, … Z, AA, … @param column counts from 0 */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** A text as XML has it, without what neither XML nor Excel can hold. */
export function escapeXml(text: string): string {
  return text
    .slice(0, MAX_CELL)
    .toWellFormed()
    .replace(NOT_XML, '')
    .replace(ESCAPED, '_x005F_')
    .replace(MARKUP, (character) => ENTITIES[character] ?? '')
}
