import type { ZodType } from 'zod'
import { StoredDataInvalid } from './errors.ts'

/**
 * Reads JSON that was stored as text. `what` names it in the error, e.g. `redirect URIs of client x`.
 *
 * @throws StoredDataInvalid when it is not JSON or does not fit the schema
 */
export function parseJson<T>(schema: ZodType<T>, text: string, what: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new StoredDataInvalid(what, 'not JSON')
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, code }) => `${path.join('.') || '(root)'}: ${code}`)
  throw new StoredDataInvalid(what, problems.join(', '))
}
