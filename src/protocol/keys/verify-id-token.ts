import { compactVerify, errors, importJWK } from 'jose'
import type { PublicJwk } from './types.ts'

export interface OwnIdToken {
  readonly subject: string
  readonly audience: readonly string[]
  /** `sid`, when the token has one. */
  readonly sid: string | null
}

const decoder = new TextDecoder()

/**
 * Reads an ID token that this issuer signed, as it comes back in `id_token_hint`. An expired one is still good
 * (OpenID Connect Core 3.1.2.1, RP-Initiated Logout 2).
 * @returns null for anything that is not an ID token of this issuer
 */
export async function readOwnIdToken(
  jwt: string,
  issuer: string,
  publicKeys: readonly PublicJwk[],
): Promise<OwnIdToken | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(jwt, ({ kid, alg }) => {
      const key = publicKeys.find((candidate) => candidate.kid === kid && candidate.alg === alg)
      if (!key) throw new errors.JWKSNoMatchingKey()
      return importJWK(key, key.alg)
    })
    if (protectedHeader.typ !== undefined && protectedHeader.typ !== 'JWT') return null
    return ownClaims(JSON.parse(decoder.decode(payload)), issuer)
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null
    throw error
  }
}

function ownClaims(claims: unknown, issuer: string): OwnIdToken | null {
  if (typeof claims !== 'object' || claims === null) return null
  const { iss, sub, aud, sid } = claims as Record<string, unknown>
  if (iss !== issuer || typeof sub !== 'string') return null
  const audience = (Array.isArray(aud) ? aud : [aud]).filter((value) => typeof value === 'string')
  return { subject: sub, audience, sid: typeof sid === 'string' ? sid : null }
}
