import { compactVerify, decodeProtectedHeader, errors } from 'jose'
import type { Claims } from './claims.ts'
import { ProviderProblem } from './errors.ts'
import { isTooDeep } from './nesting.ts'
import type { ProviderKeys } from './provider-keys.ts'
import { quoted } from './quoted.ts'
import { check, type TokenHeader, type WithClaims, type WithHeader, type WithTokens } from './redemption.ts'
import { acceptedOf } from './signing-algorithms.ts'

/** Types of tokens that are for something else, in lower case. RFC 8725 section 3.11. */
const OTHER_TYPES: readonly string[] = ['at+jwt', 'logout+jwt', 'dpop+jwt', 'secevent+jwt']

/** It is a signed token, and of no other kind. RFC 7515 section 7.1. */
export function readHeader(context: WithTokens): Pick<WithHeader, 'header'> {
  const header = headerOf(context.tokens.idToken)
  const type = header?.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt'
  const isGood = header !== null && !OTHER_TYPES.includes(type)
  check(context, 'id_token.type', isGood, 'bad_token', {
    found: header === null ? 'no signed token' : type,
    detail: { reason: header === null ? 'it is no signed token' : `it is one of type ${quoted(type)}` },
  })
  return { header: header ?? { alg: '', kid: null, typ: null } }
}

/** Its algorithm is one that the provider lists and that needs a key of the provider. OpenID Connect Core 3.1.3.7 (7), RFC 8725 3.1. */
export function checkAlgorithm(context: WithHeader): void {
  const accepted = acceptedOf(context.connection.metadata.id_token_signing_alg_values_supported)
  const algorithm = quoted(context.header.alg)
  check(context, 'id_token.algorithm', accepted.includes(context.header.alg), 'algorithm_not_supported', {
    expected: accepted.join(' '),
    found: algorithm,
    detail: { algorithm },
  })
}

/** It is signed with a key that the provider publishes. OpenID Connect Core 3.1.3.7 (6). */
export async function checkSignature(context: WithHeader): Promise<Pick<WithClaims, 'claims'>> {
  const { connection, header, tokens } = context
  const finding = { found: `kid: ${header.kid ?? 'none'}`, detail: { kid: header.kid ?? 'without name' } }
  try {
    const claims = await verifiedClaims(tokens.idToken, connection.keys, [header.alg])
    check(context, 'id_token.signature', true, 'bad_signature', finding)
    return { claims }
  } catch (error) {
    if (error instanceof ProviderProblem) check(context, 'id_token.signature', false, error.code, finding)
    throw error
  }
}

/**
 * What a token says, once its signature is good.
 * @throws ProviderProblem
 */
export async function verifiedClaims(token: string, keys: ProviderKeys, algorithms: string[]): Promise<Claims> {
  try {
    const { payload } = await keys.use((key) => compactVerify(token, key, { algorithms }))
    const text = new TextDecoder().decode(payload)
    if (isTooDeep(text))
      throw new ProviderProblem('bad_token', { detail: { reason: 'it holds too many values within values' } })
    const claims: unknown = JSON.parse(text)
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) return claims as Claims
    throw new ProviderProblem('bad_token', { detail: { reason: 'it holds no claims' } })
  } catch (error) {
    throw ofToken(error, headerOf(token))
  }
}

function ofToken(error: unknown, header: TokenHeader | null): ProviderProblem {
  if (error instanceof ProviderProblem) return error
  const options = { detail: { kid: header?.kid ?? 'without name' }, cause: error }
  if (error instanceof errors.JWKSNoMatchingKey) return new ProviderProblem('unknown_key', options)
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new ProviderProblem('algorithm_not_supported', { detail: { algorithm: header?.alg ?? '' }, cause: error })
  }
  if (error instanceof errors.JWSInvalid || error instanceof SyntaxError) {
    return new ProviderProblem('bad_token', { cause: error })
  }
  return new ProviderProblem('bad_signature', options)
}

function headerOf(token: string): TokenHeader | null {
  try {
    if (token.split('.').length !== 3) return null
    const { alg, kid, typ } = decodeProtectedHeader(token)
    if (typeof alg !== 'string') return null
    return { alg, kid: typeof kid === 'string' ? quoted(kid) : null, typ: typeof typ === 'string' ? typ : null }
  } catch {
    return null
  }
}
