import type { JWK } from 'jose'
import { z } from 'zod'
import type { Message } from '../../../core/errors.ts'
import type { SsoClientOptions } from '../options.ts'
import type { Fields } from './reading.ts'

export type KeySet = NonNullable<SsoClientOptions['jwks']>

export const MAX_KEYS = 20
export const JWKS_MAX_LENGTH = 60_000
const MIN_RSA_BYTES = 256
/** RFC 7518 6.2.2, 6.3.2 and 6.4: what nobody but the app itself may know. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
}

const key = z.looseObject({ kty: z.string() })
const keySet = z.object({ keys: z.array(key) })

/** The keys in a text: a key set, and as a courtesy an array of keys or a single one. Null for anything else. */
function parseKeys(text: string): KeySet | null {
  try {
    const json: unknown = JSON.parse(text)
    const set = Array.isArray(json) ? { keys: json } : key.safeParse(json).success ? { keys: [json] } : json
    const parsed = keySet.safeParse(set)
    return parsed.success ? { keys: parsed.data.keys } : null
  } catch {
    return null
  }
}

/** Public keys as they were typed; null for an empty text. */
export function readKeys(text: string, wrong: Fields): KeySet | null {
  const typed = text.trim()
  if (typed === '') return null
  if (typed.length > JWKS_MAX_LENGTH) {
    wrong.jwks = { key: 'ssoClients:keys.tooLong' }
    return null
  }
  const keys = parseKeys(typed)
  if (!keys) wrong.jwks = { key: typed.includes('-----BEGIN') ? 'ssoClients:keys.pem' : 'ssoClients:keys.notJson' }
  return keys
}

/** RFC 7517 section 5: public signing keys only, told apart by their `kid`. */
export function keysProblem({ keys }: KeySet): Message | null {
  if (keys.length === 0) return { key: 'ssoClients:keys.none' }
  if (keys.length > MAX_KEYS) return { key: 'ssoClients:keys.tooMany', params: { max: MAX_KEYS } }
  if (JSON.stringify(keys).length > JWKS_MAX_LENGTH) return { key: 'ssoClients:keys.tooLong' }
  for (const [index, jwk] of keys.entries()) {
    const problem = keyProblem(jwk)
    if (problem) return { key: `ssoClients:keys.${problem.word}`, params: { number: index + 1, ...problem.params } }
  }
  const names = keys.map(({ kid }) => kid)
  if (keys.length > 1 && names.some((kid) => typeof kid !== 'string' || kid === '')) {
    return { key: 'ssoClients:keys.noKid' }
  }
  const twice = names.find((kid, index) => kid !== undefined && names.indexOf(kid) !== index)
  return twice === undefined ? null : { key: 'ssoClients:keys.kidTwice', params: { kid: twice.slice(0, 80) } }
}

function keyProblem(jwk: JWK): { word: string; params?: Record<string, string> } | null {
  if (jwk.kty === 'oct') return { word: 'symmetric' }
  const members: Readonly<Record<string, unknown>> = { ...jwk }
  const secret = PRIVATE_MEMBERS.find((name) => members[name] !== undefined)
  if (secret !== undefined) return { word: 'private', params: { member: secret } }
  const needed = NEEDED[jwk.kty ?? '']
  if (!needed) return { word: 'unknownType', params: { type: String(jwk.kty).slice(0, 20) } }
  const missing = needed.find((name) => typeof members[name] !== 'string' || !/^[\w-]+$/.test(String(members[name])))
  if (missing !== undefined) return { word: 'incomplete', params: { member: missing } }
  if (jwk.kid !== undefined && typeof jwk.kid !== 'string') return { word: 'incomplete', params: { member: 'kid' } }
  const isShort = jwk.kty === 'RSA' && Buffer.from(jwk.n ?? '', 'base64url').length < MIN_RSA_BYTES
  return isShort ? { word: 'shortRsa' } : null
}

/** True when one of the keys can make signatures with this algorithm. */
export function hasKeyFor({ keys }: KeySet, alg: string): boolean {
  return keys.some(
    (jwk) =>
      (jwk.alg === undefined || jwk.alg === alg) && (jwk.use === undefined || jwk.use === 'sig') && fits(jwk, alg),
  )
}

function fits({ kty, crv }: JWK, alg: string): boolean {
  if (alg === 'ES256') return kty === 'EC' && crv === 'P-256'
  if (alg === 'EdDSA') return kty === 'OKP' && crv === 'Ed25519'
  return kty === 'RSA'
}

type KeySettings = Pick<
  SsoClientOptions,
  'jwks' | 'jwksUri' | 'tokenEndpointAuthSigningAlg' | 'requestObjectSigningAlg' | 'requireSignedRequestObject'
>

/**
 * Keys by value or by address, never both (RFC 7591 section 2), and keys wherever something has to be verified with them.
 * @param algs what client assertions may be signed with when no algorithm was chosen
 */
export function checkKeys(settings: KeySettings, provesItselfWithKey: boolean, algs: readonly string[], wrong: Fields) {
  const { jwks, jwksUri } = settings
  if (wrong.jwks || wrong.jwks_uri) return
  if (jwks !== null && jwksUri !== null) {
    wrong.jwks_uri = { key: 'ssoClients:keys.both' }
    return
  }
  const problem = jwks && keysProblem(jwks)
  if (problem) {
    wrong.jwks = problem
    return
  }
  if (jwks === null && jwksUri === null) {
    if (provesItselfWithKey) wrong.jwks = { key: 'ssoClients:keys.neededForMethod' }
    else if (settings.requireSignedRequestObject) wrong.jwks = { key: 'ssoClients:keys.neededForRequests' }
    return
  }
  if (jwks === null) return
  if (provesItselfWithKey) needKeyFor(jwks, settings.tokenEndpointAuthSigningAlg, algs, wrong)
  if (settings.requireSignedRequestObject) needKeyFor(jwks, settings.requestObjectSigningAlg, algs, wrong)
}

function needKeyFor(jwks: KeySet, alg: string | null, algs: readonly string[], wrong: Fields): void {
  const wanted = alg === null ? algs : [alg]
  if (wanted.some((one) => hasKeyFor(jwks, one))) return
  wrong.jwks ??= { key: 'ssoClients:keys.noneFits', params: { algs: wanted.join(', ') } }
}
