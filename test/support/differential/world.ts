import type { DbKind } from '../../../src/platform/db/columns.ts'
import { ENDPOINTS } from '../../../src/protocol/provider/endpoints.ts'
import type { BrowserClient } from '../client.ts'
import {
  authorizePath,
  CHALLENGE,
  codeFor,
  loggedIn,
  newClient,
  newCustomer,
  REDIRECT_URI,
  type TestClient,
  VERIFIER,
} from '../provider.ts'
import { startFoyer } from '../server.ts'
import { startPeer } from './peer.ts'
import { CLIENTS, type ClientName, type Side } from './types.ts'
import { ALL_RESPONSE_TYPES, OTHER_REDIRECT_URI, SCOPE } from './world-facts.ts'

/** Foyer and `oidc-provider`, with the same clients and the same person logged in at both. */
export interface DifferentialWorld extends AsyncDisposable {
  readonly foyer: Side
  readonly peer: Side
}

type Asking = Omit<Side, 'idTokens'>

export async function startDifferentialWorld(kind: DbKind): Promise<DifferentialWorld> {
  const server = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
  const acme = await server.organizer('acme')
  const entries = await Promise.all(CLIENTS.map(async (name) => [name, await newApp(name)] as const))
  const apps = Object.fromEntries(entries) as Record<ClientName, TestClient>
  const clients = Object.fromEntries(
    CLIENTS.map((name) => [name, { id: apps[name].clientId, secret: apps[name].secret }]),
  ) as Side['clients']
  const ann = await loggedIn(server, acme, await newCustomer(server, acme))
  const ben = await loggedIn(server, acme, await newCustomer(server, acme, { email: 'ben@example.org' }))
  const peer = await startPeer(clients)
  const now = Math.floor(Date.now() / 1000)

  function newApp(name: ClientName): Promise<TestClient> {
    return newClient(server, acme, {
      name,
      clientType: name === 'public' ? 'public' : 'confidential',
      requirePkce: name === 'public' || name === 'strict',
      redirectUris: [REDIRECT_URI, OTHER_REDIRECT_URI],
      responseTypes: name === 'front' ? ALL_RESPONSE_TYPES : ['code'],
      allowedScopes: SCOPE.split(' '),
      consent: 'never',
    })
  }

  const foyer: Asking = {
    name: 'Foyer',
    authorizationUrl: `${server.url}/acme${ENDPOINTS.authorization}`,
    tokenUrl: `${server.url}/acme${ENDPOINTS.token}`,
    clients,
    cookie: cookieOf(ann),
    newCode: ({ client, scope, hasChallenge }) =>
      codeFor(ann, acme, apps[client], {
        scope,
        ...(hasChallenge && { code_challenge: CHALLENGE, code_challenge_method: 'S256' }),
      }),
    pageAt: (location) =>
      /\/account\/(login|register)/.test(location) ? 'login' : location.includes('/account/consent') ? 'consent' : null,
  }
  const other: Asking = {
    name: 'oidc-provider',
    authorizationUrl: `${peer.issuer}/auth`,
    tokenUrl: `${peer.issuer}/token`,
    clients,
    cookie: await peer.logIn('ann', now),
    newCode: peer.newCode,
    pageAt: (location) =>
      location.startsWith('/interaction/') ? (location.endsWith('/consent') ? 'consent' : 'login') : null,
  }
  const path = new URL(authorizePath(acme, apps.confidential), server.url).search
  return {
    foyer: { ...foyer, idTokens: await idTokens(foyer, cookieOf(ben), path) },
    peer: { ...other, idTokens: await idTokens(other, await peer.logIn('ben', now), path) },
    async [Symbol.asyncDispose]() {
      await peer[Symbol.asyncDispose]()
      await server.stop()
    },
  }
}

function cookieOf(browser: BrowserClient): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** ID tokens of the person, of another person, and for another client. */
async function idTokens(side: Asking, cookieOfBen: string, search: string): Promise<Record<string, string>> {
  return {
    id_token: await idToken(side, side.cookie, search, 'confidential'),
    id_token_of_ben: await idToken(side, cookieOfBen, search, 'confidential'),
    id_token_for_front: await idToken(side, side.cookie, search, 'front'),
  }
}

async function idToken(side: Asking, cookie: string, search: string, name: ClientName): Promise<string> {
  const query = new URLSearchParams(search)
  const { id, secret } = side.clients[name]
  query.set('client_id', id)
  query.set('code_challenge', CHALLENGE)
  query.set('code_challenge_method', 'S256')
  const answer = await fetch(`${side.authorizationUrl}?${query}`, { headers: { cookie }, redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? 'about:blank').searchParams.get('code')
  const fields = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: REDIRECT_URI }
  const body = new URLSearchParams({ ...fields, code_verifier: VERIFIER, client_id: id, client_secret: secret })
  const { id_token } = (await (await fetch(side.tokenUrl, { method: 'POST', body })).json()) as { id_token?: string }
  if (id_token === undefined) throw new Error(`${side.name} gave no ID token: ${answer.status}`)
  return id_token
}
