import { askedClaims } from '../claims.ts'
import { wantedValues } from '../id-token.ts'
import { parameter } from '../parameters.ts'
import type { ClaimRequest, ClaimsRequest } from '../subject-types.ts'
import type { ProviderClient, Scope } from '../types.ts'
import type { ResponseTypeFacts } from './check-response-type.ts'
import { parseClaims } from './claims-parameter.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface ClaimsFacts extends Pick<AuthorizationRequest, 'params'>, Pick<ResponseTypeFacts, 'responseType'> {
  readonly client: ProviderClient
  readonly scope: string
}

export interface AskedClaims {
  /** What is known here and may be given to the client; null when nothing is left. */
  readonly claims: ClaimsRequest | null
  /** Names of those about the person that no scope of the request covers. */
  readonly singleClaims: readonly string[]
  /** Subjects one of whom has to answer, as the client knows them; null: anybody may. */
  readonly wantedSubjects: readonly unknown[] | null
}

const NOTHING: AskedClaims = { claims: null, singleClaims: [], wantedSubjects: null }

/**
 * Claims that are asked for one by one. The client gets those that are known and that its scopes would allow; a value of
 * `sub` says who has to log in. OpenID Connect Core 5.5.
 */
export function checkClaims({ params, client, scope, responseType }: ClaimsFacts): AskedClaims {
  const sent = parameter(params, 'claims')
  if (sent === null) return NOTHING
  const asked = parseClaims(sent)
  if (!asked) {
    const facts = { expected: '{"userinfo":{"name":null},"id_token":{"acr":{"essential":true}}}', sent }
    throw refusal('invalid_request', 'claims is not a JSON object as in OpenID Connect Core 5.5', 'claims_form', facts)
  }
  if (responseType === 'id_token' && Object.keys(asked.userinfo).length > 0) {
    const description = 'claims asks for userinfo, which needs a response_type with code or token'
    throw refusal('invalid_request', description, 'claims_userinfo', { expected: 'id_token', sent: 'userinfo' })
  }
  const { userinfo, id_token } = asked
  const ofUserinfo = askedClaims(userinfo, client.allowedScopes)
  const ofIdToken = askedClaims(id_token, client.allowedScopes)
  const kept = {
    userinfo: pick(userinfo, ofUserinfo),
    id_token: pick(id_token, Object.hasOwn(id_token, 'acr') ? [...ofIdToken, 'acr'] : ofIdToken),
  }
  const covered = askedClaims({ ...userinfo, ...id_token }, scope.split(' ') as Scope[])
  const isEmpty = Object.keys(kept.userinfo).length + Object.keys(kept.id_token).length === 0
  return {
    claims: isEmpty ? null : kept,
    singleClaims: [...new Set([...ofUserinfo, ...ofIdToken])].filter((name) => !covered.includes(name)),
    wantedSubjects: inBoth(subjects(id_token), subjects(userinfo)),
  }
}

type Asked = Readonly<Record<string, ClaimRequest | null>>

function pick(asked: Asked, names: readonly string[]): Asked {
  return Object.fromEntries(names.map((name) => [name, asked[name] ?? null]))
}

function subjects(asked: Asked): readonly unknown[] | null {
  const wanted = wantedValues(Object.hasOwn(asked, 'sub') ? asked.sub : null)
  return wanted.length > 0 ? wanted : null
}

function inBoth(one: readonly unknown[] | null, other: readonly unknown[] | null): readonly unknown[] | null {
  return one && other ? one.filter((subject) => other.includes(subject)) : (one ?? other)
}
