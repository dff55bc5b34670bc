import { SECOND } from '../../core/clock.ts'
import { leftHalfHash } from '../keys/left-half-hash.ts'
import { CLOCK_SKEW_S } from './clock-skew.ts'
import { problemOf } from './problem-of.ts'
import { quoted } from './quoted.ts'
import { check, type WithClaims } from './redemption.ts'

const MAX_SUBJECT_LENGTH = 255
const SKEW_MS = CLOCK_SKEW_S * SECOND

/** The provider made it. OpenID Connect Core 3.1.3.7 (2). */
export function checkIssuer(context: WithClaims): void {
  const { issuer } = context.connection.metadata
  const found = quoted(context.claims.iss)
  check(context, 'id_token.iss', context.claims.iss === issuer, 'wrong_issuer', { expected: issuer, found })
}

/** It is for us. OpenID Connect Core 3.1.3.7 (3). */
export function checkAudience(context: WithClaims): void {
  const { clientId } = context.connection.settings
  const isGood = audiencesOf(context.claims.aud).includes(clientId)
  check(context, 'id_token.aud', isGood, 'wrong_audience', { expected: clientId, found: quoted(context.claims.aud) })
}

/** Where it is for others, too, it was made for us. OpenID Connect Core 3.1.3.7 (4, 5). */
export function checkAuthorizedParty(context: WithClaims): void {
  const { clientId } = context.connection.settings
  const { azp, aud } = context.claims
  const isGood = azp === undefined ? audiencesOf(aud).length === 1 : azp === clientId
  check(context, 'id_token.azp', isGood, 'wrong_audience', { expected: clientId, found: quoted(azp ?? aud) })
}

/** It is not over. OpenID Connect Core 3.1.3.7 (9). */
export function checkExpiry(context: WithClaims): void {
  const exp = instantOf(context, 'exp')
  check(context, 'id_token.exp', exp + SKEW_MS > context.now, 'expired', timeFinding(context, exp))
}

/** It was made before now. OpenID Connect Core 3.1.3.7 (10). */
export function checkIssuedAt(context: WithClaims): void {
  const iat = instantOf(context, 'iat')
  check(context, 'id_token.iat', iat <= context.now + SKEW_MS, 'not_yet', timeFinding(context, iat))
}

/** RFC 7519 section 4.1.5. */
export function checkNotBefore(context: WithClaims): void {
  if (context.claims.nbf === undefined) return
  const nbf = instantOf(context, 'nbf')
  check(context, 'id_token.nbf', nbf <= context.now + SKEW_MS, 'not_yet', timeFinding(context, nbf))
}

/** It was made for this login. OpenID Connect Core 3.1.3.7 (11). */
export function checkNonce(context: WithClaims): void {
  const isGood = context.claims.nonce === context.remembered.nonce
  const found = context.claims.nonce === undefined ? 'none' : isGood ? 'the one that was sent' : 'another one'
  check(context, 'id_token.nonce', isGood, 'wrong_nonce', { expected: 'the one that was sent', found })
}

/** The access token is the one that it came with. OpenID Connect Core 3.1.3.8. */
export function checkAccessTokenHash(context: WithClaims): void {
  checkHash(context, 'at_hash', context.tokens.accessToken)
}

/** The code is the one that it was given for. OpenID Connect Core 3.3.2.11. */
export function checkCodeHash(context: WithClaims): void {
  checkHash(context, 'c_hash', context.parameters.code ?? null)
}

/** It says who that is. OpenID Connect Core 2. */
export function checkSubject(context: WithClaims): void {
  const { sub } = context.claims
  const isGood = typeof sub === 'string' && sub !== '' && sub.length <= MAX_SUBJECT_LENGTH
  check(context, 'id_token.sub', isGood, 'claim_missing', { found: quoted(sub), detail: { claim: 'sub' } })
}

/** A login that had to be recent was. OpenID Connect Core 3.1.3.7 (13). */
export function checkFreshness(context: WithClaims): void {
  const { maxAge, freshSince } = context.remembered
  const authAt = authAtOf(context.claims)
  if (freshSince === null) return
  const isGood = authAt === null ? maxAge === null : authAt >= freshSince - SKEW_MS
  check(context, 'id_token.auth_time', isGood, 'not_fresh', {
    expected: `since ${isoOf(freshSince)}`,
    found: authAt === null ? 'none' : isoOf(authAt),
  })
}

/** Whatever else `openid-client` found wrong counts. */
export function checkObjection({ tokens, connection }: WithClaims): void {
  if (tokens.objection !== null) throw problemOf(tokens.objection, 'token', connection.settings.issuer)
}

/** When the person logged in at the provider, in ms; null when it does not say. */
export function authAtOf({ auth_time: seconds }: WithClaims['claims']): number | null {
  return isInstant(seconds) ? seconds * SECOND : null
}

function checkHash(context: WithClaims, claim: 'at_hash' | 'c_hash', value: string | null): void {
  const found = context.claims[claim]
  if (found === undefined) return
  const isGood = value !== null && found === leftHalfHash(value, context.header.alg)
  check(context, `id_token.${claim}`, isGood, 'bad_token', {
    found: quoted(found),
    detail: { reason: `${claim} belongs to something else`, claim },
  })
}

function audiencesOf(aud: unknown): readonly unknown[] {
  return Array.isArray(aud) ? aud : [aud]
}

/** In ms. @throws ProviderProblem */
function instantOf(context: WithClaims, claim: 'exp' | 'iat' | 'nbf'): number {
  const value = context.claims[claim]
  const finding = { found: quoted(value), detail: { claim } }
  if (!isInstant(value)) check(context, `id_token.${claim}`, false, 'claim_missing', finding)
  return Number(value) * SECOND
}

/** Seconds since 1970 that are a date. */
function isInstant(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 8.64e12
}

function timeFinding({ now }: WithClaims, found: number) {
  return { expected: `now: ${isoOf(now)}`, found: isoOf(found) }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}
