import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { looksLikeId, type PasskeyId } from '../../core/ids.ts'

const MAX_NEXT = 8192
const MAX_JSON = 64 * 1024
const MAX_BASE64 = 40_000
const MAX_NAME = 100
export const MAX_REASON = 500

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')
const next = z.string().max(MAX_NEXT).optional().catch(undefined)
const base64 = z
  .string()
  .max(MAX_BASE64)
  .regex(/^[A-Za-z0-9_-]*$/)

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

/** A name as it may be stored; "" for none. */
export function cleanName(typed: string): string {
  const shown = typed
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return [...shown].slice(0, MAX_NAME).join('').trim()
}

const shared = { id: base64, rawId: base64, type: z.literal('public-key') }
const registration = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64,
    attestationObject: base64,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .catch([]),
  }),
})
const assertion = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64,
    authenticatorData: base64,
    signature: base64,
    userHandle: base64.nullish().catch(undefined),
  }),
})

export type RegistrationJson = RegistrationResponseJSON
export type AssertionJson = AuthenticationResponseJSON

/** The answer of `navigator.credentials.create` as JSON (WebAuthn Level 3, 5.1.8); null when it is none. */
export function readRegistration(json: string): RegistrationJson | null {
  const parsed = registration.safeParse(fromJson(json))
  return parsed.success ? { ...parsed.data, clientExtensionResults: {} } : null
}

/** The answer of `navigator.credentials.get` as JSON; null when it is none. */
export function readAssertion(json: string): AssertionJson | null {
  const parsed = assertion.safeParse(fromJson(json))
  if (!parsed.success) return null
  const { userHandle, ...response } = parsed.data.response
  return {
    ...parsed.data,
    response: { ...response, ...(userHandle && { userHandle }) },
    clientExtensionResults: {},
  }
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
