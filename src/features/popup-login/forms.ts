import { z } from 'zod'

const text = (max: number) => z.string().max(max).catch('')
const query = z.object({
  origin: text(300),
  cart: text(200),
  code_challenge: text(43),
  code_challenge_method: text(10),
  provider: text(100),
  login_hint: text(500),
})
const redemption = z.object({ value: text(43), cart: text(200), code_verifier: text(128) })

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readPopupQuery = reader(query)
export const readRedemption = reader(redemption)

/** RFC 7636 4.2: 43 symbols of base64url. */
export const isChallenge = (challenge: string) => /^[A-Za-z0-9_-]{43}$/.test(challenge)
/** RFC 7636 4.1. */
export const isVerifier = (verifier: string) => /^[A-Za-z0-9._~-]{43,128}$/.test(verifier)
