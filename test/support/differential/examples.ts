import { CHALLENGE, REDIRECT_URI } from '../provider.ts'
import type { AuthorizationCase, Case, Change, TokenCase } from './types.ts'

/** A good authorization request but for one change. */
export function asks(change: Change, request: Partial<AuthorizationCase> = {}): AuthorizationCase {
  const client = request.client ?? 'confidential'
  return {
    kind: 'authorization',
    client,
    method: 'GET',
    isLoggedIn: true,
    changes: [change],
    ...request,
    fields: {
      client_id: `{${client}}`,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'openid email',
      state: 'state-1',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...request.fields,
    },
  }
}

/** A good token request but for what is given. */
export function redeems(request: Partial<TokenCase> = {}): TokenCase {
  const client = request.client ?? 'confidential'
  return {
    kind: 'token',
    client,
    grant: 'authorization_code',
    authentication: 'basic',
    hasChallenge: true,
    isOffline: false,
    owner: client,
    isReused: false,
    changes: [],
    ...request,
  }
}

/** Whether the request has this parameter with such a value by one of its changes. */
export function has(name: string, value: RegExp = /^/): (request: Case) => boolean {
  return ({ changes }) =>
    changes.some(({ set = [], repeat }) =>
      [...set, ...(repeat ? [repeat] : [])].some(([other, sent]) => other === name && value.test(sent ?? '')),
    )
}

/** How many things are wrong or odd in a request. */
export function oddities(request: Case): number {
  if (request.kind === 'authorization') return request.changes.length
  const { authentication, client, owner, isReused, changes } = request
  const good = client === 'public' ? ['id only'] : ['basic', 'post']
  const isOdd = [!good.includes(authentication), owner !== client, isReused]
  return changes.length + isOdd.filter(Boolean).length
}
