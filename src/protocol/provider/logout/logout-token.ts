/** Back-Channel Logout 1.0, section 2.4. */
export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** The `typ` header of logout tokens, so that none passes for an ID token. Back-Channel Logout 1.0, section 2.4. */
export const LOGOUT_TOKEN_TYPE = 'logout+jwt'

const LIFETIME_S = 120

export interface LogoutTokenFacts {
  readonly issuer: string
  readonly clientId: string
  /** The `sub` that this client sees. */
  readonly subject: string
  readonly sid: string
  /** Another one for each attempt, so that a client that failed does not take the next one for a replay. */
  readonly jti: string
  /** In ms. */
  readonly now: number
}

/** The claims of a logout token; never a `nonce`. Back-Channel Logout 1.0, section 2.4. */
export function logoutTokenClaims({ issuer, clientId, subject, sid, jti, now }: LogoutTokenFacts) {
  const iat = Math.floor(now / 1000)
  return {
    iss: issuer,
    sub: subject,
    aud: clientId,
    iat,
    exp: iat + LIFETIME_S,
    jti,
    sid,
    events: { [LOGOUT_EVENT]: {} },
  }
}
