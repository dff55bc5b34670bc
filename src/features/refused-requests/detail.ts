import { z } from 'zod'
import type { OAuthError } from '../../protocol/provider/errors.ts'
import { redacted } from './redact.ts'

/** What the column `detail` holds. */
export const detailSchema = z.object({
  rule: z.string().nullable(),
  description: z.string(),
  expected: z.string().nullable(),
  sent: z.string().nullable(),
  clientId: z.string().nullable(),
  count: z.number().int().positive(),
})

export type Detail = z.infer<typeof detailSchema>

const LONGEST_CLIENT_ID = 100

/** What is kept of a refusal. @param clientId as it was sent: it may be anything, even a secret in the wrong place */
export function detailOf({ hint, description }: OAuthError, clientId: string | null): Detail {
  const kept = (text: string | undefined) => (text === undefined ? null : redacted(text))
  return {
    rule: hint?.rule ?? null,
    description: redacted(description),
    expected: kept(hint?.expected),
    sent: kept(hint?.sent),
    clientId: clientId === null ? null : redacted(clientId).slice(0, LONGEST_CLIENT_ID),
    count: 1,
  }
}
