import pg from 'pg'

const INT8 = 20
const NUMERIC = 1700
const BYTEA = 17

function toNumber(text: string): number {
  const value = Number(text)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new RangeError(`${text} is too large for a JavaScript number`)
  return value
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.slice(2), 'hex'))

/** Reads values as SQLite gives them: whole numbers and sums as numbers, bytes as `Uint8Array`. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    if (oid === INT8 || oid === NUMERIC) return toNumber
    return oid === BYTEA ? fromHex : pg.types.getTypeParser(oid, 'text')
  },
}
