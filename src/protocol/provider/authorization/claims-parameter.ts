import { z } from 'zod'
import type { ClaimRequest, ClaimsRequest } from '../subject-types.ts'

const MOST_CLAIMS = 100
const MOST_VALUES = 50
const DEEPEST = 8

const claimSchema = z
  .object({
    essential: z.boolean().optional(),
    value: z.unknown().optional(),
    values: z.array(z.unknown()).min(1).max(MOST_VALUES).optional(),
  })
  .nullable()
const memberSchema = z
  .record(z.string(), claimSchema)
  .refine((claims) => Object.keys(claims).length <= MOST_CLAIMS)
  .nullable()
  .default({})
const claimsSchema = z.object({ userinfo: memberSchema, id_token: memberSchema })

/**
 * Reads the `claims` parameter; members that are not known are ignored. OpenID Connect Core 5.5.
 * @returns null when it is not JSON of that form, or larger or deeper than any honest request
 */
export function parseClaims(text: string): ClaimsRequest | null {
  const json = parseJson(text)
  if (json === undefined || isDeeper(json, DEEPEST)) return null
  const { success, data } = claimsSchema.safeParse(json)
  return success ? { userinfo: asked(data.userinfo), id_token: asked(data.id_token) } : null
}

function asked(claims: z.infer<typeof memberSchema>): Record<string, ClaimRequest | null> {
  return Object.fromEntries(Object.entries(claims ?? {}).map(([name, claim]) => [name, claim && compact(claim)]))
}

function compact({ essential, value, values }: NonNullable<z.infer<typeof claimSchema>>): ClaimRequest | null {
  const claim = { ...(essential && { essential }), ...(value !== undefined && { value }), ...(values && { values }) }
  return Object.keys(claim).length > 0 ? claim : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isDeeper(json: unknown, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false
  return levels === 0 || Object.values(json).some((value) => isDeeper(value, levels - 1))
}
