import * as openid from 'openid-client'
import { SECOND } from '../../../core/clock.ts'
import type { Claims } from '../../../protocol/client/claims.ts'
import type { BackendAttempt, BackendLogin, BackendRequest } from '../contract.ts'
import { rememberedSchema } from './begin-login.ts'
import type { OidcConfig } from './config.ts'
import { type ReadIdentity, readIdentity } from './identity.ts'
import { inPlainWords } from './problems.ts'
import type { KnownProvider } from './provider.ts'
import { answerInWords, REFUSALS } from './texts.ts'

/** How far the provider's clock may be behind ours. */
const CLOCK_SKEW_MS = 60 * SECOND
/** Longer ID tokens are not kept for the logout: the address would be too long for many servers. In characters. */
const MAX_HINT_LENGTH = 4000

type Request = BackendRequest<OidcConfig>

interface Tokens {
  readonly idToken: string
  readonly claims: openid.IDToken
  readonly accessToken: string
}

/** The steps of a return from the provider, in order. Each of them throws a refusal that the person can read. */
export async function finishLogin(request: Request, provider: () => Promise<KnownProvider>): Promise<BackendLogin> {
  const parameters = request.method === 'POST' ? request.form : request.query
  const attempt = await request.attempts.take(parameters.state)
  if (attempt === null) throw request.refuse(REFUSALS.attemptGone)
  const known = await provider()
  const tokens = await redeem(request, known, attempt, parameters)
  if (attempt.purpose === 'reauthentication') checkFreshness(request, attempt, tokens.claims)
  const sources = await claimSources(request, known, tokens)
  const { identity } = accepted(request, readIdentity(sources, request.config))
  const expected = rememberedSchema.parse(attempt.data).identifier
  if (expected !== null && expected !== identity.identifier) throw request.refuse(REFUSALS.anotherPerson)
  const user = await request.users.getOrCreateForBackend(identity)
  return { user, secondFactorDone: hasSecondFactor(tokens.claims, request.config), session: sessionOf(tokens, request) }
}

/**
 * Checks the answer and redeems the code: state, issuer (RFC 9207), signature and claims of the ID token
 * (OpenID Connect Core 3.1.3.7).
 */
async function redeem(
  request: Request,
  { client }: KnownProvider,
  attempt: BackendAttempt,
  parameters: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const { config, log } = request
  const { nonce, verifier } = rememberedSchema.parse(attempt.data)
  const address = new URL(request.callbackUrl)
  address.search = new URLSearchParams(parameters).toString()
  const isLogin = attempt.purpose === 'login'
  try {
    const tokens = await openid.authorizationCodeGrant(client, address, {
      expectedState: parameters.state ?? '',
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
      ...(isLogin && config.max_age !== undefined && { maxAge: config.max_age }),
    })
    const claims = tokens.claims()
    if (claims === undefined || tokens.id_token === undefined) throw new TypeError('the answer holds no ID token')
    return { idToken: tokens.id_token, claims, accessToken: tokens.access_token }
  } catch (error) {
    if (error instanceof openid.AuthorizationResponseError) {
      log.info(
        { error: error.error, description: error.error_description?.slice(0, 300) },
        'the provider refused a login',
      )
      throw request.refuse(answerInWords(error.error))
    }
    throw refused(request, error)
  }
}

/** A fresh login was demanded by `max_age=0`; the ID token has to say that it took place (OpenID Connect Core 3.1.2.1). */
function checkFreshness(request: Request, attempt: BackendAttempt, claims: openid.IDToken): void {
  if (request.config.auth_time === 'ignore') return
  const { auth_time: seconds } = claims
  if (seconds !== undefined && seconds * SECOND >= attempt.startedAt - CLOCK_SKEW_MS) return
  request.log.warn({ auth_time: seconds ?? null }, 'the provider did not prove a fresh login')
  throw request.refuse(REFUSALS.notFresh)
}

/** The claims by which people are known, those of the signed ID token first. The `sub` of both has to be the same. */
async function claimSources(request: Request, known: KnownProvider, tokens: Tokens): Promise<readonly Claims[]> {
  const { claims_from: from } = request.config
  const hasUserinfo = known.metadata.userinfo_endpoint !== undefined
  if (from === 'id_token' || (from === 'both' && !hasUserinfo)) return [tokens.claims]
  try {
    const userinfo = await openid.fetchUserInfo(known.client, tokens.accessToken, tokens.claims.sub)
    return from === 'userinfo' ? [userinfo] : [tokens.claims, userinfo]
  } catch (error) {
    throw refused(request, error)
  }
}

function accepted(request: Request, read: ReadIdentity): Exclude<ReadIdentity, { refusal: unknown }> {
  if ('identity' in read) return read
  throw request.refuse(read.refusal)
}

function refused(request: Request, error: unknown): Error {
  const problem = inPlainWords(error, request.config)
  request.log.warn({ err: problem }, 'a login could not be completed')
  return request.refuse(problem.text)
}

/** Whether the provider says that it checked one of the ways that count as a second factor: `amr`, RFC 8176, or `acr`. */
function hasSecondFactor({ amr, acr }: openid.IDToken, { second_factor: counting }: OidcConfig): boolean {
  const said: readonly unknown[] = [acr, ...(Array.isArray(amr) ? amr : [])]
  return said.some((value) => typeof value === 'string' && counting.includes(value))
}

function sessionOf({ idToken, claims }: Tokens, { config }: Request): NonNullable<BackendLogin['session']> {
  const hint = idToken.length <= MAX_HINT_LENGTH ? { id_token: idToken } : {}
  return {
    ...(typeof claims.sid === 'string' && claims.sid !== '' && { id: claims.sid }),
    ...(config.rp_logout && { data: hint }),
  }
}
