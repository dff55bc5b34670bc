import fc from 'fast-check'
import { CHALLENGE, REDIRECT_URI } from '../provider.ts'
import { AUTHORIZATION_CHANGES } from './authorization-changes.ts'
import { TOKEN_CHANGES } from './token-changes.ts'
import { AUTHENTICATIONS, type AuthorizationCase, CLIENTS, type ClientName, type TokenCase } from './types.ts'
import { ALL_RESPONSE_TYPES } from './world-facts.ts'

const clientName = fc.constantFrom(...CLIENTS)
const nearlyAlways = fc.integer({ min: 0, max: 9 }).map((turn) => turn > 0)
const rarely = nearlyAlways.map((yes) => !yes)
/** One change mostly; none and two now and then. */
const someOf = <T>(changes: readonly T[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 7, arbitrary: fc.tuple(fc.constantFrom(...changes)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...changes), fc.constantFrom(...changes)) },
  )

/** Requests that are good for their client but for the changes. */
export const authorizationCases: fc.Arbitrary<AuthorizationCase> = clientName.chain((client) =>
  fc.record({
    kind: fc.constant('authorization' as const),
    client: fc.constant(client),
    method: fc.constantFrom('GET', 'GET', 'POST'),
    isLoggedIn: nearlyAlways,
    fields: goodFields(client),
    changes: someOf(AUTHORIZATION_CHANGES),
  }),
)

function goodFields(client: ClientName): fc.Arbitrary<Record<string, string>> {
  const responseTypes = client === 'front' ? ALL_RESPONSE_TYPES : (['code'] as const)
  return fc
    .record({
      responseType: fc.constantFrom(...responseTypes),
      hasNonce: fc.boolean(),
      hasState: nearlyAlways,
      hasChallenge: fc.boolean(),
      scope: fc.constantFrom('openid', 'openid email', 'openid profile email phone'),
    })
    .map(({ responseType, hasNonce, hasState, hasChallenge, scope }) => ({
      client_id: `{${client}}`,
      redirect_uri: REDIRECT_URI,
      response_type: responseType,
      scope,
      ...(hasState && { state: 'state-1' }),
      ...((hasNonce || responseType.includes('id_token')) && { nonce: 'nonce-1' }),
      ...((hasChallenge || needsPkce(client)) && { code_challenge: CHALLENGE, code_challenge_method: 'S256' }),
    }))
}

/** Requests with a fresh code or refresh token that are good for their client but for what is changed. */
export const tokenCases: fc.Arbitrary<TokenCase> = clientName.chain((client) =>
  fc
    .record({
      kind: fc.constant('token' as const),
      client: fc.constant(client),
      grant: fc.constantFrom('authorization_code', 'authorization_code', 'refresh_token'),
      authentication: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...goodAuthentications(client)) },
        { weight: 1, arbitrary: fc.constantFrom(...AUTHENTICATIONS) },
      ),
      hasChallenge: fc.boolean(),
      isOffline: fc.boolean(),
      owner: rarely.chain((isOther) => (isOther ? clientName : fc.constant(client))),
      isReused: rarely,
      changes: someOf(TOKEN_CHANGES),
    })
    .map((request) => ({ ...request, hasChallenge: request.hasChallenge || needsPkce(request.owner) })),
)

function goodAuthentications(client: ClientName) {
  return client === 'public' ? (['id only'] as const) : (['basic', 'post'] as const)
}

function needsPkce(client: ClientName): boolean {
  return client === 'public' || client === 'strict'
}
