import { escapeXml } from './worksheet.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const MAX_NAME = 31

/** A part of a workbook beside its sheets. */
interface Part {
  readonly name: string
  readonly xml: string
}

/** Where a sheet stands in the archive. @param number from 1 */
export const sheetPart = (number: number) => `xl/worksheets/sheet${number}.xml`

/** What a reader begins with; it stands first, as programs recognise the kind of file by it. */
export const rootPart: Part = {
  name: '_rels/.rels',
  xml: relations([['officeDocument', 'xl/workbook.xml']]),
}

/** The rest, when it is known how many sheets there are. @param title of the first sheet; further ones have a number behind it */
export function closingParts(title: string, sheets: number): Part[] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  return [
    {
      name: 'xl/workbook.xml',
      xml: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers.map((n) => `<sheet name="${sheetName(title, n)}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      xml: relations([
        ...numbers.map((n): [string, string] => ['worksheet', `worksheets/sheet${n}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/styles.xml', xml: STYLES },
    { name: '[Content_Types].xml', xml: contentTypes(numbers) },
  ]
}

function sheetName(title: string, number: number): string {
  const behind = number === 1 ? '' : ` ${number}`
  const name = title.replace(/[[\]:*?/\\']/g, ' ').slice(0, MAX_NAME - behind.length) + behind
  return escapeXml(name).replaceAll('"', '&quot;')
}

function relations(to: readonly (readonly [type: string, target: string])[]): string {
  const all = to.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
}

function contentTypes(sheets: readonly number[]): string {
  const part = (name: string, kind: string) => `<Override PartName="/${name}" ContentType="${TYPE}.${kind}+xml"/>`
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    part('xl/workbook.xml', 'sheet.main') +
    part('xl/styles.xml', 'styles') +
    `${sheets.map((number) => part(sheetPart(number), 'worksheet')).join('')}</Types>`
  )
}

/** Two kinds of cells: plain, and bold. */
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
