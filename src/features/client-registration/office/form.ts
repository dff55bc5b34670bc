import { z } from 'zod'
import { InvalidInput } from '../../../core/errors.ts'
import type { InitialTokenInput } from '../types.ts'

/** As it was typed. */
export interface TokenFormValues {
  readonly name: string
  readonly uses: string
  readonly days: string
}

export const NEW_TOKEN: TokenFormValues = { name: '', uses: '1', days: '30' }

const text = z.string().max(1000).default('')
const schema = z.object({ name: text, uses: text, days: text })

/** @throws InvalidInput for a body that no form of ours sends */
export function readTokenForm(body: unknown): TokenFormValues {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? 'name'))
  throw new InvalidInput(
    Object.fromEntries(fields.map((field) => [field, { key: 'clientRegistration:errors.badForm' }])),
  )
}

/** Whatever is no whole number becomes one that is refused. */
export function inputOfForm({ name, uses, days }: TokenFormValues): InitialTokenInput {
  const number = (typed: string) => (/^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN)
  return { name, uses: number(uses), days: number(days) }
}
