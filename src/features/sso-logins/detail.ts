import { z } from 'zod'
import { redacted } from '../refused-requests/index.ts'
import { keptClaims } from './kept-claims.ts'
import type { SsoLoginEntry } from './types.ts'

/** What the sealed column `detail` holds. */
export const detailSchema = z.object({
  person: z.object({ issuer: z.string(), subject: z.string() }).nullable(),
  claims: z.record(z.string(), z.unknown()).nullable(),
  detail: z.record(z.string(), z.string()),
  count: z.number().int().positive(),
})

export type LoginDetail = z.infer<typeof detailSchema>

const MOST_DETAILS = 20
const LONGEST_SUBJECT = 500

/** What is kept of an entry. */
export function detailOf({ person, claims, detail }: SsoLoginEntry): LoginDetail {
  const details = Object.entries(detail ?? {}).slice(0, MOST_DETAILS)
  return {
    person: person
      ? { issuer: person.issuer.slice(0, LONGEST_SUBJECT), subject: person.subject.slice(0, LONGEST_SUBJECT) }
      : null,
    claims: claims ? keptClaims(claims) : null,
    detail: Object.fromEntries(details.map(([name, value]) => [name.slice(0, 100), redacted(value)])),
    count: 1,
  }
}
