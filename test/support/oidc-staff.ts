import type { Answer, BrowserClient } from './client.ts'
import { freePort } from './free-port.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { startFoyer, type TestServer, type TestServerOptions } from './server.ts'
import { configuredBackends } from './staff.ts'

export interface OidcStaff extends AsyncDisposable {
  readonly foyer: TestServer
  readonly company: IdentityProvider
}

export interface OidcStaffOptions extends Pick<TestServerOptions, 'platform'> {
  /** More lines of the section `[auth.oidc]`. */
  readonly section?: string
  /** Changes of what the provider knows about its client. */
  readonly client?: Record<string, unknown>
}

/** A Foyer whose staff log in with a password or at a company's login service. */
export async function startOidcStaff(kind: 'sqlite' | 'postgres', options: OidcStaffOptions = {}): Promise<OidcStaff> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const company = await startIdentityProvider(url, 'oidc', options.client)
  using backends = configuredBackends(
    { native: null, oidc: null },
    `[auth.oidc]\nverbose_name = "Company"\n${company.section}${options.section ?? ''}`,
  )
  const place = { FOYER_PORT: String(port), FOYER_URL: url, FOYER_OUTGOING_ALLOW: '127.0.0.1,localhost' }
  const foyer = await startFoyer(kind, { ...options, env: { ...backends.env, ...place } })
  return {
    foyer,
    company,
    async [Symbol.asyncDispose]() {
      await foyer.stop()
      await company[Symbol.asyncDispose]()
    },
  }
}

/** Clicks, and lets the other browser deal with the provider. Answers where it sends the person back to. */
export async function throughProvider(browser: BrowserClient, at: BrowserClient, start: string): Promise<string> {
  const sent = await browser.get(start)
  if (!sent.location?.startsWith('http')) throw new Error(`not sent out: ${sent.status} ${sent.location}`)
  const done = await at.get(sent.location, { follow: true })
  if (done.location === null) throw new Error(`not sent back: ${done.status} ${done.text.slice(0, 300)}`)
  return done.location
}

/** A whole login at the provider. */
export async function oidcLogin(browser: BrowserClient, at: BrowserClient, query = ''): Promise<Answer> {
  return browser.get(await throughProvider(browser, at, `/control/auth/oidc/start${query}`))
}
