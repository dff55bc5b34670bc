import type { z } from 'zod'
import { InvalidInput, type Message } from '../../core/errors.ts'

/** The body of a call. @throws InvalidInput naming each member that does not fit */
export function readBody<T extends z.ZodObject>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const fields: Record<string, Message> = {}
  for (const { path, code, input } of parsed.error.issues) {
    const isMissing = code === 'invalid_type' && input === undefined
    const field = String(path[0] ?? 'non_field_errors')
    fields[field] ??= { key: isMissing && !hasMember(body, field) ? 'api:field.missing' : 'api:field.wrong' }
  }
  throw new InvalidInput(fields)
}

function hasMember(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
}
