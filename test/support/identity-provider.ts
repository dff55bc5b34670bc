import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { BrowserClient } from './client.ts'
import { freePort } from './free-port.ts'
import { KEPT_ALIVE } from './kept-alive.ts'

const CLIENT_ID = 'foyer'
const CLIENT_SECRET = 'a secret of the box office, long enough'

/** A company's login service: `oidc-provider` in this process. */
export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string
  /** Settings of a section `[auth.<identifier>]` that name it and its client. */
  readonly section: string
  /** Claims by account; a test changes them. */
  readonly people: Map<string, Record<string, unknown>>
  /** A browser at this provider, in which this account logs in when asked; `deny` cancels. */
  browser(account: string): BrowserClient
  /** Stops to answer. */
  stop(): Promise<void>
}

/** @param foyerUrl where Foyer will be, for the addresses of its callbacks */
export async function startIdentityProvider(
  foyerUrl: string,
  backend = 'oidc',
  client: Record<string, unknown> = {},
): Promise<IdentityProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const base = `${foyerUrl}/control/auth/${backend}`
  const people = new Map<string, Record<string, unknown>>()
  const known = {
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    redirect_uris: [`${base}/callback`],
    post_logout_redirect_uris: [`${foyerUrl}/control/login?stay=1`],
    backchannel_logout_uri: `${base}/backchannel`,
    backchannel_logout_session_required: true,
    ...client,
  }
  const provider = new Provider(
    issuer,
    configuration(known, people, (account) => grant(account)),
  )

  const grants = new Map<string, unknown>()

  /** What a person allows the client, once and for all. */
  async function grant(accountId: string): Promise<unknown> {
    const known = grants.get(accountId)
    if (known !== undefined) return known
    const made = new provider.Grant({ accountId, clientId: CLIENT_ID })
    made.addOIDCScope('openid profile email groups')
    await made.save(3600)
    grants.set(accountId, made)
    return made
  }

  const listener = provider.callback()
  const server = createServer(KEPT_ALIVE, (request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response)
    else listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    issuer,
    people,
    section: `issuer = "${issuer}"\nclient_id = "${CLIENT_ID}"\nclient_secret = "${CLIENT_SECRET}"\n`,
    browser(account) {
      const browser = new BrowserClient(issuer)
      browser.cookies.set('account', account)
      return browser
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/**
 * Logs in whom the cookie names, with a password and a second factor. In a browser without the cookie a page asks, and its links
 * lead on.
 */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', 'http://idp.example')
  const cookie = /(?:^|; )account=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const account = searchParams.get('account') ?? cookie
  if (account === undefined) return showLogin(response)
  const login = { accountId: account, amr: ['pwd', 'mfa'] }
  const result = account === 'deny' ? { error: 'access_denied', error_description: 'no' } : { login }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

function showLogin(response: ServerResponse): void {
  const links = ['mia', 'ben', 'deny'].map((account) => `<p><a href="?account=${account}">Go on as ${account}</a>`)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(`<!doctype html><link rel="icon" href="data:,"><h1>University</h1>${links.join('')}`)
}

function configuration(
  client: Record<string, unknown>,
  people: ReadonlyMap<string, Record<string, unknown>>,
  grant: (account: string) => Promise<unknown>,
): Record<string, unknown> {
  return {
    clients: [client],
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@company.example`, email_verified: true, name: id, ...people.get(id) }),
    }),
    loadExistingGrant: ({ oidc }: { oidc: { account: { accountId: string } } }) => grant(oidc.account.accountId),
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name', 'locale'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    cookies: { keys: ['0123456789abcdef0123456789abcdef'] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 86_400, Interaction: 600, Grant: 3600, Session: 3600 },
  }
}
