import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { JWK } from 'jose'
import { Provider } from 'oidc-provider'
import type { Person } from '../people.ts'
import { ALGORITHMS, type Algorithm, type BenchClient, REDIRECT_URI, SCOPE } from '../types.ts'
import { receiveConfig } from './config.ts'

/** `oidc-provider` with its in-memory store, set up like Foyer: the same lifetimes, scopes, claims and keys. */
export interface PeerConfig {
  readonly port: number
  readonly keys: readonly JWK[]
  readonly clients: Readonly<Record<Algorithm, BenchClient>>
  readonly people: readonly Person[]
  /** Whether clients get refresh tokens, which are good for one use. */
  readonly offline: boolean
}

const DAY_S = 24 * 3600
const { port, keys, clients, people, offline } = await receiveConfig<PeerConfig>()
const accounts = new Map(people.map((person) => [person.identifier, person]))

function claimsOf(person: Person): Record<string, unknown> {
  return {
    sub: person.identifier,
    name: `${person.givenName} ${person.familyName}`,
    given_name: person.givenName,
    family_name: person.familyName,
    locale: 'en',
    updated_at: 1_760_000_000,
    email: person.email,
    email_verified: true,
  }
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: ALGORITHMS.map((algorithm) => ({
    client_id: clients[algorithm].clientId,
    client_secret: clients[algorithm].clientSecret,
    redirect_uris: [REDIRECT_URI],
    response_types: ['code'],
    grant_types: ['authorization_code', ...(offline ? ['refresh_token'] : [])],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: algorithm,
  })),
  findAccount: (_context: unknown, id: string) => {
    const person = accounts.get(id)
    return person && { accountId: id, claims: () => claimsOf(person) }
  },
  scopes: ['openid', 'profile', 'email', 'phone', ...(offline ? ['offline_access'] : [])],
  claims: {
    profile: ['name', 'given_name', 'family_name', 'locale', 'updated_at'],
    email: ['email', 'email_verified'],
    phone: ['phone_number'],
  },
  jwks: { keys },
  cookies: { keys: ['0123456789abcdef0123456789abcdef'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  pkce: { required: () => false },
  ...(offline && { issueRefreshToken: () => true, rotateRefreshToken: true, expiresWithSession: () => false }),
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: 60,
    IdToken: 3600,
    RefreshToken: 30 * DAY_S,
    Interaction: 3600,
    Grant: 14 * DAY_S,
    Session: 14 * DAY_S,
  },
})

/** Asks for the email on a page, and grants once and for all what a client asks for. */
async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  const finish = (result: Record<string, unknown>) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  if (prompt.name === 'consent' && session) {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: String(params.client_id) })
    grant.addOIDCScope(SCOPE)
    return finish({ consent: { grantId: await grant.save() } })
  }
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<main><form method="post"><input name="email"><input type="password" name="password"></form></main>')
    return
  }
  const email = new URLSearchParams(await text(request)).get('email')
  const person = people.find((candidate) => candidate.email === email)
  return finish({ login: { accountId: person?.identifier } })
}

const callback = provider.callback()
createServer((request, response) => {
  if (!request.url?.startsWith('/interaction/')) return callback(request, response)
  interact(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
}).listen(port, '127.0.0.1')
