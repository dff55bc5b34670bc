import type { JWSHeaderParameters } from 'jose'
import { ENDPOINTS } from '../endpoints.ts'
import type { RefusalHint } from '../errors.ts'
import { isNumericDate, problemOfStart } from '../jwt-times.ts'

/** The longest that an assertion may live, with a minute for the clock of the client; in ms. */
const LONGEST_LIFE_MS = 61 * 60_000
const LONGEST_JTI = 500

export interface AssertionFacts {
  readonly clientId: string
  readonly issuer: string
  /** The endpoint that was called. */
  readonly url: string
  readonly isStrict: boolean
  /** In ms. */
  readonly now: number
}

export interface AssertionProblem {
  /** A clause after "client_assertion". */
  readonly why: string
  readonly hint: RefusalHint
}

/**
 * What is wrong with the claims of a client assertion, or null. OpenID Connect Core 9: `iss` and `sub` are the client, `aud` is
 * this provider, `jti` and `exp` are there. RFC 7523 3.
 */
export function assertionProblem(
  header: JWSHeaderParameters,
  claims: Readonly<Record<string, unknown>>,
  facts: AssertionFacts,
): AssertionProblem | null {
  const { clientId, now } = facts
  for (const name of ['iss', 'sub']) {
    const value = claims[name]
    if (value !== clientId) {
      const hint = {
        rule: `client_assertion_${name}`,
        expected: clientId,
        ...(typeof value === 'string' && { sent: value }),
      }
      return { why: `has an ${name} that is not the client_id`, hint }
    }
  }
  if (!isAssertionType(header.typ)) return problem('typ', 'has a typ in its header that is not JWT')
  const { exp, jti } = claims
  if (!isNumericDate(exp)) return problem('exp', 'has no exp')
  if (exp * 1000 <= now) return problem('expired', 'has expired')
  if (exp * 1000 > now + LONGEST_LIFE_MS) return problem('exp', 'has an exp more than an hour ahead')
  const early = problemOfStart(claims, now)
  if (early) return problem('early', early)
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) return problem('jti', 'has no jti')
  return problemOfAudience(claims.aud, facts)
}

/** RFC 7523 3 and RFC 9126 2: the issuer, the token endpoint or the one that is called; FAPI 2.0: the issuer and nothing else. */
function problemOfAudience(aud: unknown, { issuer, url, isStrict }: AssertionFacts): AssertionProblem | null {
  const hint = {
    rule: 'client_assertion_aud',
    expected: isStrict ? issuer : `${issuer} or ${issuer}${ENDPOINTS.token}`,
    ...(aud !== undefined && { sent: JSON.stringify(aud) }),
  }
  if (isStrict) return aud === issuer ? null : { why: 'must have the issuer as aud, as one text', hint }
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  const good = [issuer, issuer + ENDPOINTS.token, url]
  return good.some((audience) => named.includes(audience)) ? null : { why: 'must have the issuer as aud', hint }
}

/** RFC 8725 3.11: what was signed for another purpose says so in `typ`. */
function isAssertionType(typ: unknown): boolean {
  return (
    typ === undefined || (typeof typ === 'string' && /^(?:application\/)?(?:client-authentication\+)?jwt$/i.test(typ))
  )
}

function problem(word: string, why: string): AssertionProblem {
  return { why, hint: { rule: `client_assertion_${word}` } }
}
