import { compactVerify, decodeProtectedHeader, type JWK, type JWSHeaderParameters } from 'jose'
import type { OAuthError } from './errors.ts'
import type { ProviderHost } from './provider-host.ts'
import type { ProviderClient } from './types.ts'

/** What clients may sign with: request objects and client assertions. Never `none`, never a secret. */
export const CLIENT_JWT_ALGS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
/** FAPI 2.0 Security Profile 5.4.1. */
export const HIGH_SECURITY_ALGS = ['PS256', 'ES256', 'EdDSA'] as const

export interface ClientJwtOptions {
  /** Algorithms that are good here; those with a shared secret and `none` never are. */
  readonly algs: readonly string[]
  /** Makes the refusal of `why`. */
  readonly refuse: (why: string) => OAuthError
}

export interface ClientJwt {
  readonly header: JWSHeaderParameters
  readonly payload: Record<string, unknown>
}

/** More keys of one client than this are not tried. */
const MOST_KEYS = 20

/**
 * Checks the signature of a JWT with the keys that its client registered, and reads it. RFC 7515 5.2, RFC 8725 3.1. Keys
 * behind an address are fetched once more when none fits, because the client may have changed them (OpenID Connect Core
 * 10.1.1). Claims are for the caller to check.
 * @throws OAuthError as `refuse` makes it, and what `host.documents.keys` throws
 */
export async function verifyClientJwt(
  host: Pick<ProviderHost, 'documents'>,
  client: ProviderClient,
  jwt: string,
  { algs, refuse }: ClientJwtOptions,
): Promise<ClientJwt> {
  const header = readHeader(jwt)
  if (!header) throw refuse('is not a signed JWT in compact form')
  const { alg, kid } = header
  if (typeof alg !== 'string' || !isAsymmetric(alg) || !algs.includes(alg)) {
    throw refuse(`must be signed with ${algs.filter(isAsymmetric).join(', ') || 'another algorithm'}`)
  }
  if (header.crit !== undefined) throw refuse('has crit in its header, which is not understood here')
  if (client.jwks === null && client.jwksUri === null)
    throw refuse('cannot be checked: the client has no keys on record')
  const payload =
    (await verifyWithAny(jwt, header, await host.documents.keys(client, false))) ??
    (client.jwksUri === null ? null : await verifyWithAny(jwt, header, await host.documents.keys(client, true)))
  if (!payload) {
    throw refuse(
      typeof kid === 'string'
        ? 'is not signed with the key of the client that its kid names'
        : 'is not signed with a key of the client',
    )
  }
  const claims = readClaims(payload)
  if (!claims) throw refuse('does not hold a JSON object')
  return { header, payload: claims }
}

/** The payload, when one of the keys fits the header and verifies the signature. */
async function verifyWithAny(
  jwt: string,
  { alg, kid }: JWSHeaderParameters,
  keys: readonly JWK[],
): Promise<Uint8Array | null> {
  const fitting = keys.filter(
    (key) => (kid === undefined || key.kid === kid) && (key.alg === undefined || key.alg === alg),
  )
  for (const key of fitting.slice(0, MOST_KEYS)) {
    try {
      return (await compactVerify(jwt, key, { algorithms: [String(alg)] })).payload
    } catch {
      // A key of another kind, one that cannot be read, or a signature of another key: the next one may fit.
    }
  }
  return null
}

function readHeader(jwt: string): JWSHeaderParameters | null {
  if (!/^[\w-]+\.[\w-]*\.[\w-]+$/.test(jwt)) return null
  try {
    return decodeProtectedHeader(jwt)
  } catch {
    return null
  }
}

function readClaims(payload: Uint8Array): Record<string, unknown> | null {
  try {
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? { ...claims } : null
  } catch {
    return null
  }
}

function isAsymmetric(alg: string): boolean {
  return alg !== 'none' && !alg.startsWith('HS')
}
