import { z } from 'zod'
import { type Choices, MERGE_FIELDS } from './rules/fields.ts'

const word = (max: number) => z.string().max(max).catch('')
const params = z.object({ identifier: word(190), other: word(190), id: word(40) })
const query = z.object({ with: z.string().max(300).optional().catch(undefined) })
const choice = z.enum(['kept', 'removed', 'both']).optional().catch(undefined)
const instant = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .catch(0)
const order = z.object({
  ...Object.fromEntries(MERGE_FIELDS.map((field) => [field, choice])),
  seen_kept: instant,
  seen_removed: instant,
  tell: z
    .literal('on')
    .transform(() => true)
    .catch(false),
})

const object = (input: unknown) => (input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

/** Parts of an address; what is missing is empty. */
export const readParams = (input: unknown) => params.parse(object(input))

/** What somebody typed to find the other account; undefined before that. */
export const readWith = (input: unknown) => query.parse(object(input)).with?.trim()

/** What was chosen, and which state of both accounts was seen. */
export function readOrder(input: unknown) {
  const { seen_kept, seen_removed, tell, ...choices } = order.parse(object(input))
  const seen = { kept: seen_kept as number, removed: seen_removed as number }
  return { choices: choices as Choices, seen, tells: tell as boolean }
}
