import { z } from 'zod'

const baseSchema = z.object({
  email: z.string(),
  phone: z.string(),
  locale: z.string(),
  external_identifier: z.string(),
  notes: z.string(),
  is_active: z.boolean(),
  is_verified: z.boolean(),
  phone_verified: z.boolean(),
  name: z.record(z.string(), z.string()),
  profile: z.record(z.string(), z.string()),
})

/** What a form showed before somebody typed. */
export type FormBase = z.infer<typeof baseSchema>

/** What a form shows, as a hidden field of it. */
export function writeBase(form: object): string {
  return JSON.stringify(baseSchema.parse(form))
}

/** Null for what is none: then every difference is a conflict. */
export function readBase(text: string): FormBase | null {
  try {
    return baseSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
