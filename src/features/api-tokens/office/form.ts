import { z } from 'zod'
import { InvalidInput } from '../../../core/errors.ts'
import { endOf } from '../rules.ts'
import type { ApiTokenInput } from '../types.ts'

/** As it was typed. */
export interface TokenFormValues {
  readonly name: string
  readonly expires: string
  readonly date: string
}

export const NEW_TOKEN: TokenFormValues = { name: '', expires: '365', date: '' }

const text = z.string().max(1000).default('')
const schema = z.object({ name: text, expires: text, date: text })

/** @throws InvalidInput for a body that no form of ours sends */
export function readTokenForm(body: unknown): TokenFormValues {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new InvalidInput({ name: { key: 'apiTokens:field.badForm' } })
}

/** @throws InvalidInput for an end that cannot be one. @param now ms */
export function inputOfForm({ name, expires, date }: TokenFormValues, now: number): ApiTokenInput {
  return { name, expiresAt: endOf(expires, date, now) }
}
