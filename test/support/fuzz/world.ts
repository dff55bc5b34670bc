import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import type { DbKind } from '../../../src/platform/db/columns.ts'
import { createLog } from '../../../src/platform/observe/log.ts'
import { ENDPOINTS } from '../../../src/protocol/provider/endpoints.ts'
import { type TestKey, testKey } from '../../../src/protocol/provider/testing-requests.ts'
import { parse } from '../html.ts'
import {
  codeFor,
  logIn,
  newClient,
  newCustomer,
  OFFLINE,
  proofOf,
  pushedPath,
  redeem,
  type TestClient,
} from '../provider.ts'
import { initialToken, register } from '../registration.ts'
import { startFoyer, type TestServer } from '../server.ts'

const EVERY_TYPE = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'] as const

/** A server with everything that requests can be about, and what it wrote into its log. */
export interface FuzzWorld extends AsyncDisposable {
  readonly foyer: TestServer
  readonly app: FastifyInstance
  readonly client: TestClient
  readonly key: TestKey
  /** Called with each line of the log. */
  onLogLine: (line: string) => void
  /** Fresh codes, tokens, cookies and forms: changed requests use them up. */
  material(): Promise<Material>
}

/** What a good request needs. */
export interface Material {
  readonly code: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly idToken: string
  readonly boundToken: string
  readonly proof: string
  readonly requestObject: string
  readonly assertion: string
  /** Path and query of an authorization request that was pushed. */
  readonly pushed: URL
  readonly initialToken: string
  readonly registered: { readonly path: string; readonly token: string; readonly metadata: Record<string, unknown> }
  /** The `Cookie` header of a customer who is logged in. */
  readonly cookie: string
  readonly session: string
  readonly consent: { readonly path: URL; readonly form: Readonly<Record<string, string>> }
}

export async function startFuzzWorld(kind: DbKind): Promise<FuzzWorld> {
  const apps: FastifyInstance[] = []
  const listen = (message: unknown) => void apps.push((message as { fastify: FastifyInstance }).fastify)
  subscribe('fastify.initialization', listen)
  const stream = { write: (line: string) => world.onLogLine(line) }
  const log = createLog({ level: 'debug', pretty: false, stream })
  let world: Pick<FuzzWorld, 'onLogLine'> = { onLogLine: () => undefined }
  const foyer = await startFoyer(kind, { platform: { log } }).finally(() =>
    unsubscribe('fastify.initialization', listen),
  )
  const [app] = apps
  if (!app) throw new Error('no server was built')

  const acme = await foyer.organizer('acme', { sso_registration: 'true' })
  const key = await testKey()
  const shared = { ...OFFLINE, responseTypes: EVERY_TYPE, postLogoutRedirectUris: ['https://app.example/bye'] }
  const client = await newClient(foyer, acme, shared)
  const asking = await newClient(foyer, acme, { name: 'Asking', consent: 'always' })
  const keyed = await newClient(foyer, acme, {
    name: 'Keyed',
    authMethod: 'private_key_jwt',
    jwksText: JSON.stringify({ keys: [key.jwk] }),
  })
  const ann = await newCustomer(foyer, acme)

  async function material(): Promise<Material> {
    const browser = foyer.client()
    await logIn(foyer, acme, ann, browser)
    const scope = 'openid email offline_access'
    const first = (await redeem(foyer, acme, client, await codeFor(browser, acme, client, { scope }))).body
    const dpop = await proofOf(key, 'POST', `${foyer.url}/acme${ENDPOINTS.token}`)
    const bound = (await redeem(foyer, acme, client, await codeFor(browser, acme, client), {}, { dpop })).body
    const metadata = { redirect_uris: ['https://app.example/callback'], client_name: 'Fuzz' }
    const registered = await register(foyer, await initialToken(foyer, acme, 1), metadata)
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: keyed.clientId, sub: keyed.clientId, aud: `${foyer.url}/acme`, iat: now, exp: now + 60 }
    const question = await browser.get(
      `/acme${ENDPOINTS.authorization}?${new URLSearchParams({
        client_id: asking.clientId,
        redirect_uri: 'https://app.example/callback',
        response_type: 'code',
        scope: 'openid email',
      })}`,
    )
    const page = await browser.get(question.location ?? '')
    return {
      code: await codeFor(browser, acme, client, { scope }),
      accessToken: String(first.access_token),
      refreshToken: String(first.refresh_token),
      idToken: String(first.id_token),
      boundToken: String(bound.access_token),
      proof: await proofOf(key, 'GET', `${foyer.url}/acme${ENDPOINTS.userinfo}`, String(bound.access_token)),
      requestObject: await key.sign(
        {},
        { ...claims, client_id: keyed.clientId, response_type: 'code', scope: 'openid' },
      ),
      assertion: await key.sign({}, { ...claims, jti: crypto.randomUUID() }),
      pushed: new URL(await pushedPath(foyer, acme, client), foyer.url),
      initialToken: await initialToken(foyer, acme, 50),
      registered: {
        path: new URL(String(registered.body.registration_client_uri)).pathname,
        token: String(registered.body.registration_access_token),
        metadata: { ...metadata, client_id: registered.body.client_id },
      },
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      session: browser.cookies.get('foyer-customer-acme') ?? '',
      consent: {
        path: new URL(question.location ?? '', foyer.url),
        form: parse(page.text).form('/account/consent')?.values ?? {},
      },
    }
  }

  const made: FuzzWorld = {
    foyer,
    app,
    client,
    key,
    onLogLine: () => undefined,
    material,
    [Symbol.asyncDispose]: () => foyer.stop(),
  }
  world = made
  return made
}

/** Everything that nobody but its holder may see. */
export function secretsOf({ client, foyer }: FuzzWorld, material: Material): readonly string[] {
  const { code, accessToken, refreshToken, boundToken, initialToken: initial, registered, session } = material
  return [
    client.secret,
    foyer.config.secret,
    code,
    accessToken,
    refreshToken,
    boundToken,
    initial,
    registered.token,
    session,
  ]
}
