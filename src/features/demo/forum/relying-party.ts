import * as openid from 'openid-client'
import { forumAddresses } from './addresses.ts'
import { BadLogoutToken, createLogoutTokenReader, type LoggedOut } from './logout-token.ts'

export interface RelyingPartyOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Origin of the forum. */
  readonly url: string
}

/** What must be remembered between leaving for the shop and coming back. */
export interface Attempt {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface SignedIn {
  /** Kept for the logout, where it tells the shop who is meant. */
  readonly idToken: string
  readonly idTokenClaims: Readonly<Record<string, unknown>>
  readonly userinfo: Readonly<Record<string, unknown>>
}

export interface RelyingParty {
  /**
   * A new attempt and the address to send the browser to.
   * @param asksFirst the person is asked what the forum may see, and whether it stays connected
   */
  begin(asksFirst: boolean): Promise<{ attempt: Attempt; location: string }>
  /**
   * Redeems the code, verifies the ID token and asks for the claims.
   * @throws what openid-client throws: every check that fails
   */
  finish(callback: URL, attempt: Attempt): Promise<SignedIn>
  /** Where the browser logs out of the shop as well, and from where it comes back. RP-Initiated Logout 1.0. */
  logOut(member: SignedIn): Promise<string>
  /**
   * Reads a message that somebody has logged out. Back-Channel Logout 1.0.
   * @throws BadLogoutToken
   */
  readLogout(logoutToken: string): Promise<LoggedOut>
}

const SCOPE = 'openid profile email phone'

/** OpenID Connect code flow with PKCE, by `openid-client`. Discovery happens at the first sign-in and after a failure again. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const addresses = forumAddresses(options.url)
  let discovered: Promise<openid.Configuration> | undefined
  let logoutTokens: ReturnType<typeof createLogoutTokenReader> | undefined

  function configuration(): Promise<openid.Configuration> {
    const insecure = options.issuer.startsWith('http:') ? { execute: [openid.allowInsecureRequests] } : {}
    discovered ??= openid
      .discovery(new URL(options.issuer), options.clientId, options.clientSecret, undefined, {
        timeout: 10,
        ...insecure,
      })
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      })
    return discovered
  }

  return {
    async begin(asksFirst) {
      const config = await configuration()
      const attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
      }
      const location = openid.buildAuthorizationUrl(config, {
        redirect_uri: addresses.callback,
        scope: asksFirst ? `${SCOPE} offline_access` : SCOPE,
        ...(asksFirst && { prompt: 'consent' }),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      })
      return { attempt, location: location.href }
    },
    async finish(callback, attempt) {
      const config = await configuration()
      const tokens = await openid.authorizationCodeGrant(config, callback, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims || !tokens.id_token) throw new Error('no ID token')
      const userinfo = await openid.fetchUserInfo(config, tokens.access_token, claims.sub)
      return { idToken: tokens.id_token, idTokenClaims: claims, userinfo }
    },
    async logOut({ idToken }) {
      const config = await configuration()
      return openid.buildEndSessionUrl(config, {
        id_token_hint: idToken,
        post_logout_redirect_uri: addresses.loggedOut,
      }).href
    },
    async readLogout(logoutToken) {
      const { issuer, jwks_uri: jwksUri } = (await configuration()).serverMetadata()
      if (!jwksUri) throw new BadLogoutToken('the shop has no keys')
      logoutTokens ??= createLogoutTokenReader({ issuer, clientId: options.clientId, jwksUri })
      return logoutTokens(logoutToken)
    },
  }
}
