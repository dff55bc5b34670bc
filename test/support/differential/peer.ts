import { createServer } from 'node:http'
import { interactionPolicy, Provider } from 'oidc-provider'
import { freePort } from '../free-port.ts'
import { KEPT_ALIVE } from '../kept-alive.ts'
import { CHALLENGE, REDIRECT_URI } from '../provider.ts'
import { CLIENTS, type ClientName, type CodeRequest, type KnownClient } from './types.ts'
import { ALL_RESPONSE_TYPES, OTHER_REDIRECT_URI, SCOPE } from './world-facts.ts'

const DAY_S = 24 * 3600

/** `oidc-provider` in this process, with its store in memory. */
export interface Peer extends AsyncDisposable {
  readonly issuer: string
  /** The `Cookie` header of a browser in which this person is logged in since then, in seconds. */
  logIn(accountId: string, loginTs: number): Promise<string>
  newCode(request: CodeRequest): Promise<string>
}

/** Sets it up like Foyer: the same clients, scopes, claims and lifetimes; nobody is asked for consent unless requests ask for it. */
export async function startPeer(clients: Readonly<Record<ClientName, KnownClient>>): Promise<Peer> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(
    issuer,
    configuration(clients, (accountId, clientId) => grant(accountId, clientId)),
  )

  async function grant(accountId: string, clientId: string) {
    const made = new provider.Grant({ accountId, clientId })
    made.addOIDCScope(`${SCOPE} address`)
    made.addOIDCClaims(['name', 'email', 'email_verified', 'nickname', 'phone_number'])
    await made.save(DAY_S)
    return made
  }

  const server = createServer(KEPT_ALIVE, provider.callback())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    async logIn(accountId, loginTs) {
      const session = new provider.Session()
      session.loginAccount({ accountId, loginTs })
      return `_session=${await session.save(DAY_S)}`
    },
    async newCode({ client, scope, hasChallenge }) {
      const made = await grant('ann', clients[client].id)
      const code = new provider.AuthorizationCode({
        accountId: 'ann',
        client: await provider.Client.find(clients[client].id),
        grantId: await made.save(DAY_S),
        authTime: Math.floor(Date.now() / 1000),
        redirectUri: REDIRECT_URI,
        scope,
        ...(hasChallenge && { codeChallenge: CHALLENGE, codeChallengeMethod: 'S256' }),
      })
      return code.save(60)
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function configuration(
  clients: Readonly<Record<ClientName, KnownClient>>,
  grant: (accountId: string, clientId: string) => Promise<unknown>,
): Record<string, unknown> {
  const policy = interactionPolicy.base()
  for (const name of ['select_account', 'create']) {
    policy.add(new interactionPolicy.Prompt({ name, requestable: true }), 0)
  }
  const needsPkce = new Set([clients.strict.id, clients.public.id])
  return {
    clients: CLIENTS.map((name) => metadata(name, clients[name])),
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: ({ oidc }: { oidc: { account: { accountId: string }; client: { clientId: string } } }) =>
      grant(oidc.account.accountId, oidc.client.clientId),
    scopes: ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'],
    claims: { profile: ['name', 'nickname'], email: ['email', 'email_verified'], phone: ['phone_number'] },
    responseTypes: ALL_RESPONSE_TYPES,
    acrValues: ['1', '2'],
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      requestObjects: { enabled: true },
      resourceIndicators: { enabled: false },
    },
    interactions: {
      policy,
      url: (_context: unknown, { prompt }: { prompt: { name: string } }) => `/interaction/${prompt.name}`,
    },
    pkce: { required: (_context: unknown, { clientId }: { clientId: string }) => needsPkce.has(clientId) },
    renderError: (context: { body: unknown }, out: { error: string }) => {
      context.body = `<h1>${out.error}</h1>`
    },
    rotateRefreshToken: true,
    enableHttpPostMethods: true,
    cookies: { long: { httpOnly: true, sameSite: 'none' } },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: DAY_S,
      Grant: DAY_S,
      Session: DAY_S,
    },
  }
}

function metadata(name: ClientName, { id, secret }: KnownClient): Record<string, unknown> {
  const isFront = name === 'front'
  return {
    client_id: id,
    redirect_uris: [REDIRECT_URI, OTHER_REDIRECT_URI],
    response_types: isFront ? ALL_RESPONSE_TYPES : ['code'],
    grant_types: ['authorization_code', 'refresh_token', ...(isFront ? ['implicit'] : [])],
    scope: SCOPE,
    ...(name === 'public'
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
  }
}
