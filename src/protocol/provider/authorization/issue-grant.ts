import type { NewGrant } from '../grant-types.ts'
import { hashHandle, newGrantId, newHandle } from '../handles.ts'
import { isHighSecurity } from '../high-security.ts'
import { sessionState } from '../session-state.ts'
import { type IdTokenFacts, signFrontIdToken } from './sign-front-id-token.ts'
import type { AuthorizationRequest } from './types.ts'

/** RFC 6749 4.1.2: a code lives ten minutes at most; FAPI 2.0 Security Profile 5.3.2.2: one minute. */
const LONGEST_CODE_S = 600
const LONGEST_SECURE_CODE_S = 60

export interface IssueFacts extends IdTokenFacts, Pick<AuthorizationRequest, 'browserState'> {
  readonly redirectUri: string
  readonly codeChallenge: string | null
  readonly dpopJkt: string | null
}

/**
 * Issues what the response type asks for, as one grant: a code and an access token of 256 random bits each, bound to client,
 * person, redirect URI, scope, nonce, challenge and key, and a signed ID token. RFC 6749 4.1.2, OpenID Connect Core 3.2.2.5
 * and 3.3.2.5. An ID token alone leaves a grant, too, which says that the client took part in the session.
 */
export async function issueGrant(facts: IssueFacts): Promise<{ response: Readonly<Record<string, string>> }> {
  const { host, client, now, givesCode, givesToken, givesIdToken } = facts
  const id = newGrantId(host.random, now)
  const code = givesCode ? newHandle(id, host.random) : null
  const accessToken = givesToken ? newHandle(id, host.random) : null
  const stored = host.grants.issue(newGrant(facts, id, code, accessToken))
  const signed = givesIdToken ? signFrontIdToken(facts, code, accessToken) : null
  const [idToken] = await Promise.all([signed, stored])
  const state =
    facts.browserState === undefined ? null : sessionState(browserFacts(facts, facts.browserState), host.random)
  return {
    response: {
      ...(code !== null && { code }),
      ...(accessToken !== null && {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: String(client.accessTokenLifetimeS),
      }),
      ...(idToken !== null && { id_token: idToken }),
      ...(accessToken !== null && { scope: facts.scope }),
      ...(state !== null && { session_state: state }),
    },
  }
}

function newGrant(facts: IssueFacts, id: NewGrant['id'], code: string | null, accessToken: string | null): NewGrant {
  const { host, client, session, subject, redirectUri, scope, claims, nonce, codeChallenge, dpopJkt, now } = facts
  const codeLifetimeS = Math.min(
    client.codeLifetimeS,
    isHighSecurity(host, client) ? LONGEST_SECURE_CODE_S : LONGEST_CODE_S,
  )
  const codeEndsAt = now + codeLifetimeS * 1000
  const tokenEndsAt = now + client.accessTokenLifetimeS * 1000
  return {
    id,
    client: client.id,
    session,
    subject,
    code: code === null ? null : { hash: hashHandle(code, host.issuer), expiresAt: codeEndsAt },
    frontToken: accessToken === null ? null : { hash: hashHandle(accessToken), expiresAt: tokenEndsAt },
    endsAt: now + lifetimeMs(facts, codeLifetimeS),
    claims,
    dpopJkt,
    redirectUri,
    scope,
    nonce,
    codeChallenge,
    issuedAt: now,
  }
}

/** How long something of the grant can be alive: with a code its tokens, with `offline_access` the family of refresh tokens. */
function lifetimeMs({ client, scope, givesCode, givesToken }: IssueFacts, codeLifetimeS: number): number {
  const { accessTokenLifetimeS, refreshAbsoluteLifetimeS, idTokenLifetimeS } = client
  const tokensS = givesCode
    ? codeLifetimeS + accessTokenLifetimeS
    : givesToken
      ? accessTokenLifetimeS
      : idTokenLifetimeS
  return 1000 * (scope.includes('offline_access') ? Math.max(tokensS, refreshAbsoluteLifetimeS) : tokensS)
}

function browserFacts({ client: { clientId }, redirectUri }: IssueFacts, browserState: string) {
  return { clientId, redirectUri, browserState }
}
