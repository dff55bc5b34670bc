import { errors, type JWTPayload, jwtVerify } from 'jose'
import { CLOCK_SKEW_S } from './clock-skew.ts'
import type { ProviderKeys } from './provider-keys.ts'
import { acceptedOf } from './signing-algorithms.ts'

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
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
interface Issuer {
  readonly issuer: string
  readonly clientId: string
  readonly keys: ProviderKeys
  /** Names of JWS algorithms that the provider signs ID tokens with; RS256 when it names none. */
  readonly algorithms: readonly string[] | undefined
  /** ms */
  readonly now: number
}

/**
 * Verifies a logout token, Back-Channel Logout 1.0 section 2.6.
 * @throws BadLogoutToken, and ProviderProblem when the keys cannot be had
 */
export async function readLogoutToken(token: string, issuer: Issuer): Promise<LogoutToken> {
  const rules = {
    issuer: issuer.issuer,
    audience: issuer.clientId,
    algorithms: acceptedOf(issuer.algorithms),
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: LOGOUT_TOKEN_AGE_S,
    clockTolerance: CLOCK_SKEW_S,
    currentDate: new Date(issuer.now),
  }
  const { payload, protectedHeader } = await issuer.keys
    .use((key) => jwtVerify(token, key, rules))
    .catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? new BadLogoutToken(error.message) : error
    })
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt'
  if (type !== 'jwt' && type !== 'logout+jwt') throw new BadLogoutToken('it is a token for something else')
  if (!hasEvent(payload)) throw new BadLogoutToken('events does not name a back-channel logout')
  if (payload.nonce !== undefined) throw new BadLogoutToken('a logout token has no nonce')
  return { about: about(payload), jti: String(payload.jti) }
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
