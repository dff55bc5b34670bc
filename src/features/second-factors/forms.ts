import { z } from 'zod'
import { looksLikeId, type PasskeyId } from '../../core/ids.ts'

const MAX_NEXT = 8192
const MAX_JSON = 64 * 1024
export const MAX_REASON = 500

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')
const next = z.string().max(MAX_NEXT).optional().catch(undefined)

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readNext = reader(z.object({ next }))
/** Why somebody who is logged in logs in again, as the login page has it. */
const reason = z
  .enum(['recent', 'prompt_login', 'max_age', 'select_account', 'other_subject', 'other_account'])
  .nullable()
  .catch(null)
export const readLoginRequest = reader(z.object({ next, reason, credential: text(MAX_JSON) }))
export const readCodeForm = reader(z.object({ next, code: text(100) }))
export const readSetUpForm = reader(z.object({ next, code: text(100), sealed: text(1000) }))
export const readPasskeyForm = reader(z.object({ next, credential: text(MAX_JSON), name: text(1000) }))
export const readNameForm = reader(z.object({ name: text(1000) }))
export const readTotpForm = reader(z.object({ action: z.enum(['on', 'off']).catch('on') }))
export const readCodesForm = reader(z.object({ codes: text(1000) }))
export const readReset = reader(z.object({ reason: text(5000), passkeys: z.literal('on').optional().catch(undefined) }))
export const readCustomer = reader(z.object({ identifier: text(100) }))

/** The passkey of the address; null when nothing can have that name. */
export function readPasskeyId(params: unknown): PasskeyId | null {
  const parsed = z.object({ passkey: z.string().refine(looksLikeId) }).safeParse(params)
  return parsed.success ? (parsed.data.passkey as PasskeyId) : null
}
