import { decodeJwt } from 'jose'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoClientInput } from '../../src/features/sso-clients/index.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { createFakeOutgoing, type FakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import type { PlatformOptions } from '../../src/platform/platform.ts'
import type { Answer, BrowserClient } from './client.ts'
import { parse } from './html.ts'
import {
  authorizePath,
  codeFor,
  loggedIn,
  newClient,
  newCustomer,
  redeem,
  responseOf,
  type TestClient,
} from './provider.ts'
import { startFoyer, type TestServer } from './server.ts'

export const FAREWELL = 'https://app.example/bye'
export const BACK_CHANNEL = 'https://app.example/backchannel'
/** 128 characters, every one that needs no escaping, and some that do. */
export const STATE = `-._~ +&=%#/?${'x'.repeat(116)}`

/** An organizer with an app and a person, and calls to other servers that go nowhere. */
export interface LogoutWorld extends AsyncDisposable {
  readonly foyer: TestServer
  readonly acme: Organizer
  readonly app: TestClient
  readonly ann: Customer
  readonly outgoing: FakeOutgoing
}

export async function logoutWorld(
  kind: DbKind,
  input: SsoClientInput = {},
  platform: Partial<PlatformOptions> = {},
): Promise<LogoutWorld> {
  const outgoing = createFakeOutgoing()
  outgoing.on(BACK_CHANNEL, '')
  const foyer = await startFoyer(kind, { platform: { outgoing, ...platform } })
  const acme = await foyer.organizer('acme')
  const app = await newClient(foyer, acme, { postLogoutRedirectUris: [FAREWELL], ...input })
  const ann = await newCustomer(foyer, acme)
  return { foyer, acme, app, ann, outgoing, [Symbol.asyncDispose]: () => foyer.stop() }
}

/** What an app holds of a login. */
export interface AppLogin {
  readonly idToken: string
  readonly claims: ReturnType<typeof decodeJwt>
  readonly accessToken: string
  readonly refreshToken: string | null
}

/** Logs a browser's person in to an app. */
export async function useApp(
  { foyer, acme, app }: Pick<LogoutWorld, 'foyer' | 'acme' | 'app'>,
  browser: BrowserClient,
  changes: Record<string, string | null> = {},
): Promise<AppLogin> {
  const code = await codeFor(browser, acme, app, { scope: 'openid', ...changes })
  const { body } = await redeem(foyer, acme, app, code)
  const idToken = String(body.id_token)
  return {
    idToken,
    claims: decodeJwt(idToken),
    accessToken: String(body.access_token),
    refreshToken: body.refresh_token === undefined ? null : String(body.refresh_token),
  }
}

/** A browser in which the person just logged in, and used the app. */
export async function usingApp(world: LogoutWorld): Promise<AppLogin & { readonly browser: BrowserClient }> {
  const browser = await loggedIn(world.foyer, world.acme, world.ann)
  browser.cookies.set('foyer-locale', 'en')
  return { browser, ...(await useApp(world, browser)) }
}

export function endSession(browser: BrowserClient, params: Record<string, string>, follow = false): Promise<Answer> {
  return browser.get(`/acme/oauth2/v1/logout?${new URLSearchParams(params)}`, { follow })
}

/** Whether an app would have to ask for a login, as it finds out with `prompt=none`. */
export async function isSignedOut({ acme, app }: LogoutWorld, browser: BrowserClient): Promise<boolean> {
  const { error, code } = responseOf(await browser.get(authorizePath(acme, app, { scope: 'openid', prompt: 'none' })))
  if (error !== 'login_required' && code === undefined) throw new Error(`unexpected answer: ${error}`)
  return code === undefined
}

/** The heading of the page that answered. */
export function heading(answer: Answer): string | null {
  return parse(answer.text).text('h1')
}

/** The logout tokens that were posted to an address. */
export function logoutTokens({ outgoing }: LogoutWorld, url = BACK_CHANNEL): string[] {
  return outgoing.sent
    .filter((request) => request.url === url)
    .map(({ body }) => new URLSearchParams(body).get('logout_token') ?? '')
}
