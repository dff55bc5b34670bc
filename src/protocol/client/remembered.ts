import { z } from 'zod'

/** `Remembered` as it comes back from where it was kept. */
export const rememberedSchema = z.object({
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  issuer: z.string(),
  maxAge: z.number().nullable(),
  freshSince: z.number().nullable(),
})
