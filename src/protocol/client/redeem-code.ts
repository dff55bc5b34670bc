import * as openid from 'openid-client'
import { ProviderProblem } from './errors.ts'
import type { ProviderFetch } from './outgoing-fetch.ts'
import { problemOf } from './problem-of.ts'
import type { Redemption, Tokens, WithTokens } from './redemption.ts'

/** Stands for an access token that the provider did not send: some send an ID token alone while only `openid` is asked for. */
const NONE = 'none'

/**
 * Exchanges the code for tokens, RFC 6749 section 4.1.3 and RFC 7636 section 4.5. `openid-client` checks what comes; what it finds
 * wrong with the ID token is kept, so that the rules after this one can say it exactly.
 */
export async function redeemCode(redemption: Redemption): Promise<Pick<WithTokens, 'tokens'>> {
  const { connection, remembered, parameters, state, now, trace } = redemption
  const client = connection.clientFor({ now, trace })
  const heard = hearing(client)
  const address = new URL(remembered.redirectUri)
  const { code = '', iss } = parameters
  address.search = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) }).toString()
  let objection: unknown = null
  try {
    await openid.authorizationCodeGrant(client, address, {
      expectedState: state,
      expectedNonce: remembered.nonce,
      pkceCodeVerifier: remembered.verifier,
      idTokenExpected: true,
    })
  } catch (error) {
    objection = error
  }
  const tokens = heard.tokens()
  if (tokens === null) throw problemOf(objection, 'token', connection.settings.issuer)
  if (tokens.idToken === null) throw new ProviderProblem('no_id_token', { cause: objection })
  return { tokens: { ...tokens, idToken: tokens.idToken, objection } }
}

interface Heard {
  /** Of the answer; null when it was none with tokens. */
  tokens(): (Pick<Tokens, 'accessToken'> & { readonly idToken: string | null }) | null
}

/** Listens to what the token endpoint answers, before `openid-client` reads it. */
function hearing(client: openid.Configuration): Heard {
  const fetch = client[openid.customFetch] as unknown as ProviderFetch
  let answer: Record<string, unknown> | null = null
  client[openid.customFetch] = async (url, options) => {
    const response = await fetch(url, options as Parameters<ProviderFetch>[1])
    if (response.status !== 200) return response
    answer = objectOf(await response.clone().text())
    if (answer === null || answer.access_token !== undefined || answer.id_token === undefined) return response
    return Response.json({ token_type: 'bearer', ...answer, access_token: NONE })
  }
  return {
    tokens() {
      if (answer === null) return null
      const { id_token: idToken, access_token: accessToken } = answer
      return {
        idToken: typeof idToken === 'string' && idToken !== '' ? idToken : null,
        accessToken: typeof accessToken === 'string' && accessToken !== '' ? accessToken : null,
      }
    },
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
