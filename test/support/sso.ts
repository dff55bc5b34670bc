import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider, SsoProviderInput } from '../../src/features/sso-providers/index.ts'
import { CLIENT_ID, type FakeProvider, fakeProvider, ISSUER } from '../../src/protocol/client/testing.ts'
import type { Answer, BrowserClient } from './client.ts'
import { freePort } from './free-port.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { startFoyer, type TestServer, type TestServerOptions } from './server.ts'

/** A Foyer with an organizer whose customers log in at a university. */
export interface SsoWorld extends AsyncDisposable {
  readonly foyer: TestServer
  readonly organizer: Organizer
  /** `oidc-provider` in this process; its accounts have the address `<account>@company.example`. */
  readonly university: IdentityProvider
  readonly provider: SsoProvider
  /**
   * Clicks the button and logs in there as this account, in a browser of its own unless one is given.
   * @param start address of the button, with what comes after it
   */
  logIn(browser: BrowserClient, account: string, options?: LogInOptions): Promise<Answer>
  /** The same up to the address at which the provider sends the person back. */
  comeBack(browser: BrowserClient, account: string, options?: LogInOptions): Promise<string>
}

export interface LogInOptions {
  /** Of the start: `?next=/acme/`. */
  readonly query?: string
  /** The browser's tab at the provider, where it may be logged in already. */
  readonly at?: BrowserClient
}

export interface SsoWorldOptions extends Pick<TestServerOptions, 'platform' | 'env'> {
  /** Settings of the organizer. */
  readonly values?: Readonly<Record<string, string>>
  /** Changes of the provider here. */
  readonly provider?: SsoProviderInput
  /** Changes of what the provider knows about its client. */
  readonly client?: Record<string, unknown>
}

const CLIENT = { clientId: 'foyer', clientSecret: 'a secret of the box office, long enough' } as const

/** What is needed to connect an organizer with `startIdentityProvider`. */
export function universityInput(issuer: string, more: SsoProviderInput = {}): SsoProviderInput {
  return {
    ...CLIENT,
    issuer,
    slug: 'uni',
    name: { en: 'University', de: 'Universität' },
    isActive: true,
    ...more,
    settings: { scope: 'openid profile email', ...more.settings },
  }
}

/** @param kind of the database */
export async function startSso(kind: 'sqlite' | 'postgres', options: SsoWorldOptions = {}): Promise<SsoWorld> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const base = `${url}/acme/account`
  const university = await startIdentityProvider(url, 'oidc', {
    redirect_uris: [`${base}/login/uni/return`],
    post_logout_redirect_uris: [`${base}/logout/return`],
    backchannel_logout_uri: `${base}/login/uni/backchannel`,
    ...options.client,
  })
  const place = { FOYER_PORT: String(port), FOYER_URL: url, FOYER_OUTGOING_ALLOW: '127.0.0.1,localhost' }
  const foyer = await startFoyer(kind, { ...options, env: { ...place, ...options.env } })
  const organizer = await foyer.organizer('acme', { ...options.values })
  const input = universityInput(university.issuer, options.provider)
  const provider = await foyer.features.ssoProviders.create(organizer.id, input, { type: 'system' })

  async function comeBack(browser: BrowserClient, account: string, { query = '', at }: LogInOptions = {}) {
    const start = `/acme/account/login/uni/${query}`
    return throughProvider(browser, at ?? university.browser(account), start)
  }

  return {
    foyer,
    organizer,
    university,
    provider,
    comeBack,
    logIn: async (browser, account, options) => browser.get(await comeBack(browser, account, options)),
    async [Symbol.asyncDispose]() {
      await foyer.stop()
      await university[Symbol.asyncDispose]()
    },
  }
}

/** A Foyer with an organizer whose customers log in at a provider in memory, which a test can spoil. */
export interface FakeSsoWorld extends AsyncDisposable {
  readonly foyer: TestServer
  readonly organizer: Organizer
  readonly provider: SsoProvider
  readonly fake: FakeProvider
  /** Clicks the button; answers the authorization request at the provider. @throws when the browser is not sent there */
  setOut(browser: BrowserClient, query?: string): Promise<URL>
  /** Ann logs in at the provider; answers the path at which it sends her back. */
  visit(address: URL, now?: number): string
  /** Both, and back. */
  logIn(browser: BrowserClient, query?: string): Promise<Answer>
}

/** @param kind of the database */
export async function startFakeSso(
  kind: 'sqlite' | 'postgres',
  { values, provider: more, platform, env }: Omit<SsoWorldOptions, 'client'> = {},
): Promise<FakeSsoWorld> {
  const fake = await fakeProvider()
  const foyer = await startFoyer(kind, { platform: { outgoing: fake.outgoing, ...platform }, ...(env && { env }) })
  const organizer = await foyer.organizer('acme', { ...values })
  const input = universityInput(ISSUER, { clientId: CLIENT_ID, ...more })
  const provider = await foyer.features.ssoProviders.create(organizer.id, input, { type: 'system' })

  async function setOut(browser: BrowserClient, query = ''): Promise<URL> {
    const sent = await browser.get(`/acme/account/login/uni/${query}`)
    if (!sent.location?.startsWith(ISSUER)) throw new Error(`not sent out: ${sent.status} ${sent.location}`)
    return new URL(sent.location)
  }
  function visit(address: URL, now?: number): string {
    const query = new URLSearchParams(fake.visit(address.href, now))
    return `${new URL(address.searchParams.get('redirect_uri') ?? '').pathname}?${query}`
  }
  return {
    foyer,
    organizer,
    provider,
    fake,
    setOut,
    visit,
    logIn: async (browser, query) => browser.get(visit(await setOut(browser, query))),
    [Symbol.asyncDispose]: () => foyer.stop(),
  }
}

/** Follows a browser out to a provider, and answers where it is sent back to. @throws when it is sent nowhere */
export async function throughProvider(browser: BrowserClient, at: BrowserClient, start: string): Promise<string> {
  const sent = await browser.get(start)
  if (!sent.location?.startsWith('http')) throw new Error(`not sent out: ${sent.status} ${sent.location} ${sent.text}`)
  const done = await at.get(sent.location, { follow: true })
  if (done.location === null) throw new Error(`not sent back: ${done.status} ${done.text.slice(0, 300)}`)
  return done.location
}
