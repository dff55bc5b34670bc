import { z } from 'zod'
import { REAUTH_REASONS, type ReauthReason } from '../sign-in/index.ts'

const MAX_NEXT = 8192
const MAX_HINT = 1000
const MAX_VALUE = 16_384
const MAX_FIELDS = 30

const flag = z
  .literal('1')
  .transform(() => true)
  .catch(false)

const startQuery = z.object({
  next: z.string().max(MAX_NEXT).optional().catch(undefined),
  login_hint: z.string().max(MAX_HINT).catch(''),
  reauth: flag,
  reason: z.enum(REAUTH_REASONS).nullable().catch(null),
})

export interface StartQuery {
  readonly next?: string | undefined
  readonly login_hint: string
  readonly reauth: boolean
  readonly reason: ReauthReason | null
}

export function readStart(input: unknown): StartQuery {
  return startQuery.parse(isObject(input) ? input : {})
}

/** Parameters of an answer: texts of a reasonable length that were given once. What came twice is left out. */
export function singleValues(input: unknown): Record<string, string> {
  if (!isObject(input)) return {}
  const entries = Object.entries(input).slice(0, MAX_FIELDS)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= MAX_VALUE),
  )
}

function isObject(input: unknown): input is Record<string, unknown> {
  return input !== null && typeof input === 'object' && !Array.isArray(input)
}
