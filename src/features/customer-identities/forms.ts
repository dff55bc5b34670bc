import { z } from 'zod'
import type { Message } from '../../core/errors.ts'
import { type CustomerIdentityId, looksLikeId } from '../../core/ids.ts'

export const MAX_REASON = 500

const text = (max: number) => z.string().max(max).catch('')
const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readCustomer = reader(z.object({ identifier: text(100) }))
export const readReason = reader(z.object({ reason: text(5000) }))

/** The identity of the address; null when nothing can have that name. */
export function readIdentityId(params: unknown): CustomerIdentityId | null {
  const parsed = z.object({ identity: z.string().refine(looksLikeId) }).safeParse(params)
  return parsed.success ? (parsed.data.identity as CustomerIdentityId) : null
}

export function reasonProblem(reason: string): Message | null {
  return reason.length > MAX_REASON ? { key: 'customerIdentities:office.tooLong', params: { max: MAX_REASON } } : null
}
