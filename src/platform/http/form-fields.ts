import { z } from 'zod'
import { InvalidInput, type Message } from '../../core/errors.ts'

/** What is wrong, by field. */
export type FormProblems = Readonly<Record<string, Message>>

const MAX_LENGTH = 4096
const single = z.string().max(MAX_LENGTH).catch('')

/** The named fields of a form as it was sent: texts, empty when missing, given twice or far too long. */
export function readFields<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  const sent = (body ?? {}) as Record<string, unknown>
  return Object.fromEntries(names.map((name) => [name, single.parse(sent[name])])) as Record<Name, string>
}

/** Runs a change; answers what was wrong with the input, or null when it was done. */
export async function problemsOf(change: () => Promise<unknown>): Promise<FormProblems | null> {
  try {
    await change()
    return null
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields
    throw error
  }
}
