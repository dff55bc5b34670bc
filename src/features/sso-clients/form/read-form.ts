import { z } from 'zod'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { type ClientFormValues, isLocked, LISTS, TEXTS, TICKS } from './values.ts'

const LINE = 2100
const LINES = 200_000
const LONG: ReadonlySet<string> = new Set(['redirect_uris', 'post_logout_redirect_uris', 'request_uris', 'jwks'])

const line = z.string().max(LINE)
const lines = z.string().max(LINES)
const tick = z.string().max(10)
const list = z.union([line.transform((word) => [word]), z.array(line).max(20)])

/** The hidden field of a form that was drawn with what follows from high security locked. */
export const WAS_LOCKED = 'was_locked'

/**
 * What was typed. A text that was not sent keeps its value, and so does what was locked, because browsers do not send fields
 * that cannot be changed.
 * @param before what the form showed
 * @throws InvalidInput for a body that no form of ours sends
 */
export function readClientForm(body: unknown, before: ClientFormValues): ClientFormValues {
  const sent: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  const wasLocked = sent[WAS_LOCKED] !== undefined
  const wrong: Record<string, Message> = {}

  function read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const parsed = schema.optional().safeParse(sent[name])
    if (parsed.success) return parsed.data
    wrong[name] = { key: 'ssoClients:errors.badForm' }
    return undefined
  }
  const each = <Name extends string, T>(names: readonly Name[], value: (name: Name) => T) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, T>

  const values: ClientFormValues = {
    text: each(TEXTS, (name) => read(name, LONG.has(name) ? lines : line) ?? before.text[name]),
    tick: each(TICKS, (name) => (wasLocked && isLocked(name) ? before.tick[name] : read(name, tick) !== undefined)),
    list: each(LISTS, (name) => (wasLocked && isLocked(name) ? before.list[name] : (read(name, list) ?? []))),
  }
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
  return values
}
