import * as openid from 'openid-client'
import { SECOND } from '../../core/clock.ts'
import type { Connection } from './connection.ts'
import { problemOf } from './problem-of.ts'
import type { ClientSettings, LoginWishes, Remembered, Trace } from './types.ts'

/** Parameters of an authorization request that no setting may add or replace. */
export const PROTOCOL_PARAMETERS: readonly string[] = [
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'grant_type',
  'max_age',
  'id_token_hint',
  'request',
  'request_uri',
  'dpop_jkt',
]

/** Ten years in seconds. A provider that is asked for an age has to say when the login was. OpenID Connect Core 2 (`auth_time`). */
const ANY_AGE_S = '315360000'

export interface LoginRequest {
  /** Where the provider sends the person back to; registered there. */
  readonly redirectUri: string
  /** Or what remembers the request and answers the state under which it will be found. */
  readonly state: string | ((remembered: Remembered) => Promise<string>)
  readonly wishes: LoginWishes
  /** The login has to take place now, whatever session there is at the provider. */
  readonly isFresh?: boolean
  /** The provider is to say when the login was, however old it is. */
  readonly wantsTime?: boolean
  /** ms */
  readonly now: number
  readonly trace?: Trace | undefined
}

export interface BegunLogin {
  /** Where the browser goes. */
  readonly address: string
  readonly remembered: Remembered
}

/**
 * An authorization request: code flow with nonce (OpenID Connect Core 3.1.2.1) and PKCE (RFC 7636, always S256, whatever the
 * provider lists), pushed first where the provider demands it (RFC 9126).
 * @throws ProviderProblem
 */
export async function beginLogin(connection: Connection, request: LoginRequest): Promise<BegunLogin> {
  const { metadata, settings } = connection
  const maxAge = request.wishes.maxAge ?? null
  const remembered: Remembered = {
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    redirectUri: request.redirectUri,
    issuer: metadata.issuer,
    maxAge,
    freshSince: request.isFresh ? request.now : maxAge === null ? null : request.now - maxAge * SECOND,
  }
  const parameters = {
    ...optionalParameters(settings, request),
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    scope: settings.scope,
    state: typeof request.state === 'string' ? request.state : await request.state(remembered),
    nonce: remembered.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(remembered.verifier),
    code_challenge_method: 'S256',
    ...(settings.responseMode === 'form_post' && { response_mode: 'form_post' }),
  }
  const client = connection.clientFor({ now: request.now, trace: request.trace })
  try {
    const address = metadata.require_pushed_authorization_requests
      ? await openid.buildAuthorizationUrlWithPAR(client, parameters)
      : withOnly(openid.buildAuthorizationUrl(client, parameters), parameters)
    return { address: address.href, remembered }
  } catch (error) {
    throw problemOf(error, 'pushed_request', settings.issuer)
  }
}

/** What the settings add, then what is wished for this login; nothing of it belongs to the protocol. */
function optionalParameters(
  { authorizeParams, proof }: ClientSettings,
  { wishes, isFresh, wantsTime }: LoginRequest,
): Record<string, string> {
  const anyAge = wantsTime && proof.method !== 'apple' ? ANY_AGE_S : undefined
  const added = Object.entries(authorizeParams).filter(([name]) => !PROTOCOL_PARAMETERS.includes(name.toLowerCase()))
  const wished = {
    prompt: isFresh ? 'login' : wishes.prompt,
    max_age: isFresh ? '0' : (wishes.maxAge?.toString() ?? anyAge),
    login_hint: wishes.loginHint,
    ui_locales: wishes.uiLocales,
    acr_values: wishes.acrValues,
  }
  return Object.fromEntries([...added, ...Object.entries(wished)].filter((pair) => isGiven(pair)))
}

function isGiven(pair: [string, string | undefined]): pair is [string, string] {
  return pair[1] !== undefined && pair[1] !== ''
}

/** The endpoint keeps a query of its own; what is ours stands there once. RFC 6749 section 3.1. */
function withOnly(address: URL, parameters: Readonly<Record<string, string>>): URL {
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
  return address
}
