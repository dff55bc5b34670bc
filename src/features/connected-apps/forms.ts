import { z } from 'zod'
import { looksLikeId, type SsoClientId } from '../../core/ids.ts'

const MAX_NEXT = 8192

/** Anything but one text of reasonable length counts as not sent. */
const next = z.string().max(MAX_NEXT).optional().catch(undefined)

const consentQuery = z.object({ next })
const consentBody = z.object({
  next,
  decision: z.enum(['allowed', 'denied']).optional().catch(undefined),
  shown: z.string().max(100).catch(''),
})
const appParams = z.object({ app: z.string().refine(looksLikeId) })
const customerParams = z.object({ identifier: z.string().max(100) })

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readConsentQuery = reader(consentQuery)
export const readConsentForm = reader(consentBody)
export const readCustomer = reader(customerParams)

/** The app of the address; null when nothing can have that name. */
export function readApp(params: unknown): SsoClientId | null {
  const parsed = appParams.safeParse(params)
  return parsed.success ? (parsed.data.app as SsoClientId) : null
}
