import * as openid from 'openid-client'
import { z } from 'zod'
import type { BackendRequest } from '../contract.ts'
import type { OidcConfig } from './config.ts'
import type { KnownProvider } from './provider.ts'

/** What is remembered between leaving for the provider and coming back. */
export const rememberedSchema = z.object({
  nonce: z.string(),
  verifier: z.string(),
  /** At a reauthentication: who has to come back. */
  identifier: z.string().nullable(),
})

type Remembered = z.infer<typeof rememberedSchema>

/**
 * The address of the authorization request: code flow with PKCE (RFC 7636) and nonce (OpenID Connect Core 3.1.2.1), pushed first
 * where the provider demands it (RFC 9126). A reauthentication demands a fresh login.
 */
export async function authorizationAddress(
  { client, metadata }: KnownProvider,
  request: BackendRequest<OidcConfig>,
): Promise<string> {
  const { config, user, attempts } = request
  const isFresh = request.purpose === 'reauthentication'
  const remembered: Remembered = {
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    identifier: isFresh ? (user?.authBackendIdentifier ?? null) : null,
  }
  const maxAge = isFresh ? 0 : config.max_age
  const prompt = isFresh ? 'login' : config.prompt
  const parameters = {
    ...config.authorize_params,
    ...(isFresh && user !== null && { login_hint: user.email }),
    redirect_uri: request.callbackUrl,
    scope: config.scope,
    state: await attempts.start(remembered),
    nonce: remembered.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(remembered.verifier),
    code_challenge_method: 'S256',
    ...(config.response_mode === 'form_post' && { response_mode: 'form_post' }),
    ...(prompt !== undefined && { prompt }),
    ...(maxAge !== undefined && { max_age: String(maxAge) }),
  }
  const address = metadata.require_pushed_authorization_requests
    ? await openid.buildAuthorizationUrlWithPAR(client, parameters)
    : openid.buildAuthorizationUrl(client, parameters)
  return address.href
}
