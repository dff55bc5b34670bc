import { z } from 'zod'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Claims } from '../../protocol/client/claims.ts'

const PURPOSE = 'claims of a customer identity'
/** In characters; what is longer is not kept. */
const MAX_CLAIMS = 64_000

/** Claims as they are kept; null for more than anybody would read. */
export function sealClaims(secrets: Platform['secrets'], claims: Claims): string | null {
  const text = JSON.stringify(claims)
  return text.length > MAX_CLAIMS ? null : secrets.seal(text, PURPOSE)
}

export function openClaims(secrets: Platform['secrets'], sealed: string | null): Claims | null {
  if (sealed === null) return null
  return parseJson(z.record(z.string(), z.unknown()), secrets.open(sealed, PURPOSE), 'customer_identities.claims')
}
