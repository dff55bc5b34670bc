import { z } from 'zod'
import { isIdentifier } from '../rules/identifier.ts'

const MAX_PICKED = 250

const body = z
  .object({
    customer: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
    do: z.string().catch(''),
    format: z.enum(['csv', 'xlsx']).catch('csv'),
  })
  .catch({ customer: [], do: '', format: 'csv' })

export interface Picked {
  /** Customer IDs, as many as one page shows at most. */
  readonly identifiers: readonly string[]
  readonly action: string
  readonly format: 'csv' | 'xlsx'
}

/** What was ticked in the list, and what is to be done with it. */
export function readPicked(input: unknown): Picked {
  const { customer, do: action, format } = body.parse(input ?? {})
  const identifiers = [...new Set(customer)].filter(isIdentifier).slice(0, MAX_PICKED)
  return { identifiers, action, format }
}
