import { systemRandom } from '../../core/random.ts'
import type { NewGrant } from './grant-types.ts'
import { hashHandle, newGrantId, newHandle } from './handles.ts'
import { CHALLENGE, ISSUER, NOW, REDIRECT_URI, type TestHost, testClient, testSession } from './testing.ts'
import { redeemCode } from './token/redeem-code.ts'
import type { ProviderClient } from './types.ts'

/** Issues a code for a login of the person, as the authorization endpoint does, and answers it. */
export function issueTestCode(host: TestHost, changes: Partial<NewGrant> = {}): string {
  const id = newGrantId(systemRandom, NOW)
  const code = newHandle(id, systemRandom)
  const session = testSession()
  host.grants.issue({
    id,
    client: testClient().id,
    session,
    subject: session.subject,
    code: { hash: hashHandle(code, ISSUER), expiresAt: NOW + 60_000 },
    frontToken: null,
    endsAt: NOW + 864_000_000,
    claims: null,
    dpopJkt: null,
    redirectUri: REDIRECT_URI,
    scope: 'openid',
    nonce: null,
    codeChallenge: CHALLENGE,
    issuedAt: NOW,
    ...changes,
  })
  return code
}

/** What a client needs to get refresh tokens. */
export const OFFLINE = {
  grantTypes: ['authorization_code', 'refresh_token'],
  allowedScopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
} as const satisfies Partial<ProviderClient>

/** Tokens of a grant whose code was redeemed at once; `dpopJkt` binds them to a key. */
export async function issueTestTokens(
  host: TestHost,
  client: ProviderClient = testClient(),
  changes: Partial<NewGrant> = {},
  dpopJkt: string | null = null,
) {
  const code = issueTestCode(host, { client: client.id, ...changes })
  const codeHash = hashHandle(code, ISSUER)
  const redemption = { host, client, codeHash, redirectUri: REDIRECT_URI, codeChallenge: CHALLENGE, dpopJkt, now: NOW }
  const { accessToken, refreshToken } = await redeemCode(redemption)
  return { accessToken, refreshToken: refreshToken ?? '' }
}
