import { Steps } from '../steps.ts'
import { checkAnsweringIssuer, checkCode, checkRefusal, checkState } from './answer-rules.ts'
import { appleName } from './apple-name.ts'
import type { Connection } from './connection.ts'
import {
  authAtOf,
  checkAccessTokenHash,
  checkAudience,
  checkAuthorizedParty,
  checkCodeHash,
  checkExpiry,
  checkFreshness,
  checkIssuedAt,
  checkIssuer,
  checkNonce,
  checkNotBefore,
  checkObjection,
  checkSubject,
} from './id-token-rules.ts'
import { checkAlgorithm, checkSignature, readHeader } from './id-token-signature.ts'
import { mergedClaims } from './merge-claims.ts'
import { checkUserinfoSubject, readUserinfo, type WithUserinfo } from './read-userinfo.ts'
import { redeemCode } from './redeem-code.ts'
import type { Redemption } from './redemption.ts'
import type { VerifiedPerson } from './types.ts'

const MAX_WORDS = 20

/** What is done with an answer of a provider, in this order. Each step throws a `ProviderProblem`; nothing after it happens then. */
const RETURN = Steps.from<Redemption>()
  .step(checkState)
  .step(checkAnsweringIssuer)
  .step(checkRefusal)
  .step(checkCode)
  .step(redeemCode)
  .step(readHeader)
  .step(checkAlgorithm)
  .step(checkSignature)
  .step(checkIssuer)
  .step(checkAudience)
  .step(checkAuthorizedParty)
  .step(checkExpiry)
  .step(checkIssuedAt)
  .step(checkNotBefore)
  .step(checkNonce)
  .step(checkSubject)
  .step(checkAccessTokenHash)
  .step(checkCodeHash)
  .step(checkFreshness)
  .step(checkObjection)
  .step(readUserinfo)
  .step(checkUserinfoSubject)

/**
 * Who came back from the provider; everything about them is verified (OpenID Connect Core 3.1.3.7 and 5.3.2).
 * @throws ProviderProblem
 */
export async function finishLogin(
  connection: Connection,
  answer: Omit<Redemption, 'connection'>,
): Promise<VerifiedPerson> {
  return personOf(await RETURN.run({ ...answer, connection }))
}

function personOf({ claims, connection, parameters, tokens, userinfo }: WithUserinfo): VerifiedPerson {
  const { metadata, settings } = connection
  const known = mergedClaims(claims, userinfo, settings.claimsFrom)
  const { acr, sid } = claims
  return {
    issuer: metadata.issuer,
    subject: String(claims.sub),
    claims: settings.proof.method === 'apple' ? { ...appleName(parameters.user), ...known } : known,
    idToken: tokens.idToken,
    idTokenClaims: claims,
    userinfo,
    sid: isSessionName(sid) ? sid : null,
    authAt: authAtOf(claims),
    amr: wordsOf(claims.amr),
    acr: typeof acr === 'string' ? acr : null,
  }
}

/** Visible symbols of ASCII, so that it is kept and compared everywhere as it is. */
function isSessionName(sid: unknown): sid is string {
  return typeof sid === 'string' && /^[\x20-\x7e]{1,255}$/.test(sid)
}

/** RFC 8176: words without blanks, since they are kept with blanks between them. What is none is left out. */
function wordsOf(amr: unknown): string[] {
  const words = Array.isArray(amr) ? amr.slice(0, MAX_WORDS) : []
  return words.filter((word) => typeof word === 'string' && /^[\x21-\x7e]{1,50}$/.test(word))
}
