import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const MAX_BASE64 = 40_000

const base64 = z
  .string()
  .max(MAX_BASE64)
  .regex(/^[A-Za-z0-9_-]*$/)
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
