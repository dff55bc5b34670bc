import { DatabaseMisuse, UnstorableText } from './errors.ts'

/** The values that both databases take as parameters. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array

function checked(value: unknown, position: number): SqlValue {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new UnstorableText()
      return value
    case 'number':
      if (!Number.isFinite(value)) break
      return value
    case 'boolean':
    case 'bigint':
      return value
    case 'object':
      if (value === null || value instanceof Uint8Array) return value
      break
  }
  const kind = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : String(value)
  throw new DatabaseMisuse(`parameter ${position + 1} cannot be stored: ${kind}`)
}

/**
 * The parameters of a statement, refused when one of them means different things to the two databases.
 *
 * @throws DatabaseMisuse for undefined, NaN, dates, arrays and other objects
 * @throws UnstorableText for a text with U+0000
 */
export function checkParameters(parameters: readonly unknown[]): SqlValue[] {
  const values = new Array<SqlValue>(parameters.length)
  for (let i = 0; i < parameters.length; i++) values[i] = checked(parameters[i], i)
  return values
}
