import * as openid from 'openid-client'
import type { Claims } from './claims.ts'
import { ProviderProblem } from './errors.ts'
import { verifiedClaims } from './id-token-signature.ts'
import { problemOf } from './problem-of.ts'
import { quoted } from './quoted.ts'
import { check, type WithClaims } from './redemption.ts'
import { acceptedOf } from './signing-algorithms.ts'

export interface WithUserinfo extends WithClaims {
  readonly userinfo: Claims | null
}

/** Asks the userinfo endpoint where claims are wanted from there and there is one. OpenID Connect Core 5.3. */
export async function readUserinfo(context: WithClaims): Promise<Pick<WithUserinfo, 'userinfo'>> {
  const { connection, tokens, now, trace } = context
  const { userinfo_endpoint: endpoint, issuer } = connection.metadata
  const { claimsFrom } = connection.settings
  const isOptional = claimsFrom === 'both' && (endpoint === undefined || tokens.accessToken === null)
  if (claimsFrom === 'id_token' || isOptional) return { userinfo: null }
  if (endpoint === undefined || tokens.accessToken === null) {
    throw new ProviderProblem('userinfo_failed', { detail: { reason: 'the provider sent no access token' } })
  }
  try {
    const answer = await openid.fetchProtectedResource(
      connection.clientFor({ now, trace }),
      tokens.accessToken,
      new URL(endpoint),
      'GET',
      null,
      new Headers({ accept: 'application/json, application/jwt' }),
    )
    if (answer.status !== 200) throw new TypeError('no claims', { cause: answer })
    return { userinfo: isSigned(answer) ? await signedClaims(context, answer) : await plainClaims(answer) }
  } catch (error) {
    throw problemOf(error, 'userinfo', issuer)
  }
}

/** Userinfo is about the same person as the ID token. OpenID Connect Core 5.3.2. */
export function checkUserinfoSubject(context: WithUserinfo): void {
  const { userinfo, claims } = context
  if (userinfo === null) return
  const expected = quoted(claims.sub)
  const isGood = typeof userinfo.sub === 'string' && userinfo.sub === claims.sub
  check(context, 'userinfo.sub', isGood, 'wrong_subject', { expected, found: quoted(userinfo.sub) })
}

function isSigned({ headers }: Response): boolean {
  return typeOf(headers) === 'application/jwt'
}

async function signedClaims(context: WithClaims, answer: Response): Promise<Claims> {
  const { keys, metadata, settings } = context.connection
  const listed = metadata.userinfo_signing_alg_values_supported ?? metadata.id_token_signing_alg_values_supported
  const claims = await verifiedClaims(await answer.text(), keys, acceptedOf(listed))
  const { iss = metadata.issuer, aud = settings.clientId } = claims
  const isOurs = iss === metadata.issuer && [aud].flat().includes(settings.clientId)
  check(context, 'userinfo.audience', isOurs, 'userinfo_failed', {
    expected: settings.clientId,
    found: quoted(aud),
    detail: { reason: 'it is for somebody else' },
  })
  return claims
}

async function plainClaims(answer: Response): Promise<Claims> {
  const claims: unknown = typeOf(answer.headers).endsWith('json') ? await answer.json() : null
  if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) return claims as Claims
  throw new ProviderProblem('userinfo_failed', { detail: { reason: 'it is no JSON with claims' } })
}

function typeOf(headers: Headers): string {
  return headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
