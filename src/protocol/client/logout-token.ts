import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'

/** Whom a logout message is about: one session of the provider, or all sessions of a person. */
export type LoggedOut = { readonly sid: string } | { readonly sub: string }

export interface LogoutToken {
  readonly about: LoggedOut
  readonly jti: string
}

/** A logout token is not to be trusted. */
export class BadLogoutToken extends Error {}

/** How old a token may be; nobody has to remember it longer to recognise it. In seconds. */
export const LOGOUT_TOKEN_AGE_S = 600
const CLOCK_SKEW_S = 60
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const ALGORITHMS: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

interface Issuer {
  readonly issuer: string
  readonly clientId: string
  readonly keys: JWTVerifyGetKey
  /** Names of JWS algorithms that the provider signs ID tokens with; RS256 when it names none. */
  readonly algorithms: readonly string[] | undefined
  /** ms */
  readonly now: number
}

/**
 * Verifies a logout token, Back-Channel Logout 1.0 section 2.6.
 * @throws BadLogoutToken, and what a fetch throws when the keys cannot be had
 */
export async function readLogoutToken(token: string, issuer: Issuer): Promise<LogoutToken> {
  const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
    issuer: issuer.issuer,
    audience: issuer.clientId,
    algorithms: (issuer.algorithms ?? ['RS256']).filter((name) => ALGORITHMS.includes(name)),
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: LOGOUT_TOKEN_AGE_S,
    clockTolerance: CLOCK_SKEW_S,
    currentDate: new Date(issuer.now),
  }).catch((error: unknown) => {
    throw isOfToken(error) ? new BadLogoutToken((error as Error).message) : error
  })
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt'
  if (type !== 'jwt' && type !== 'logout+jwt') throw new BadLogoutToken('it is a token for something else')
  if (!hasEvent(payload)) throw new BadLogoutToken('events does not name a back-channel logout')
  if (payload.nonce !== undefined) throw new BadLogoutToken('a logout token has no nonce')
  return { about: about(payload), jti: String(payload.jti) }
}

/** Whether the token is wrong, and not the answer with the keys. */
function isOfToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT'].includes(error.code)
}

function hasEvent({ events }: JWTPayload): boolean {
  if (typeof events !== 'object' || events === null || !Object.hasOwn(events, EVENT)) return false
  const event = (events as Readonly<Record<string, unknown>>)[EVENT]
  return typeof event === 'object' && event !== null
}

/** @throws BadLogoutToken */
function about({ sid, sub }: JWTPayload): LoggedOut {
  if (typeof sid === 'string' && sid !== '') return { sid }
  if (typeof sub === 'string' && sub !== '') return { sub }
  throw new BadLogoutToken('neither sid nor sub')
}
