const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u
const PHONE = /^\+\d+$/

/**
 * A value as a cell of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises against
 * CSV injection; a phone number in E.164 can be none.
 */
export function csvCell(value: string): string {
  return FORMULA.test(value) && !PHONE.test(value) ? `'${value}` : value
}
