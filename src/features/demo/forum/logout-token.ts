import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'

/** Whom a logout message is about: one login, or all logins of a person. */
export interface LoggedOut {
  readonly sid: string | null
  readonly sub: string | null
}

/** A logout token is not to be trusted. */
export class BadLogoutToken extends Error {}

export interface LogoutTokenFacts {
  readonly issuer: string
  readonly clientId: string
  readonly jwksUri: string
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** Verifies logout tokens, Back-Channel Logout 1.0 section 2.6. Keys are fetched when they are needed and kept. */
export function createLogoutTokenReader({ issuer, clientId, jwksUri }: LogoutTokenFacts) {
  const keys = createRemoteJWKSet(new URL(jwksUri))

  /** @throws BadLogoutToken, and what a fetch throws when the keys cannot be had */
  return async (token: string): Promise<LoggedOut> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      typ: 'logout+jwt',
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      clockTolerance: 60,
    }).catch((error: unknown) => {
      throw isOfToken(error) ? new BadLogoutToken((error as Error).message) : error
    })
    if (!hasEvent(payload)) throw new BadLogoutToken('events does not name a back-channel logout')
    if (payload.nonce !== undefined) throw new BadLogoutToken('a logout token has no nonce')
    const loggedOut = { sid: textOf(payload.sid), sub: textOf(payload.sub) }
    if (loggedOut.sid === null && loggedOut.sub === null) throw new BadLogoutToken('neither sid nor sub')
    return loggedOut
  }
}

/** Whether the token is wrong, and not the answer with the keys. */
function isOfToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT'].includes(error.code)
}

function hasEvent({ events }: JWTPayload): boolean {
  return typeof events === 'object' && events !== null && EVENT in events
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
