import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { Clock } from '../../src/core/clock.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProviderInput } from '../../src/features/sso-providers/index.ts'
import { freePort } from '../support/free-port.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { universityInput } from '../support/sso.ts'

const SYSTEM = { type: 'system' } as const

/** A Foyer at `localhost`, and a university at `127.0.0.1`, which is another site for browsers. */
export interface JourneyWorld extends AsyncDisposable {
  readonly foyer: TestServer
  readonly university: IdentityProvider
  /** An organizer whose customers log in at the university; the slug is one of `SLUGS`. */
  connected(slug: Slug, values?: Record<string, string>, input?: SsoProviderInput): Promise<Organizer>
}

const SLUGS = ['acme', 'direct', 'posted', 'embedded', 'phone'] as const
type Slug = (typeof SLUGS)[number]

/** @param clock of Foyer; that of the university is the machine's */
export async function startJourneyWorld(clock: Clock = Date): Promise<JourneyWorld> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const university = await startIdentityProvider(url, 'oidc', {
    redirect_uris: SLUGS.map((slug) => `${url}/${slug}/account/login/uni/return`),
  })
  university.people.set('mia', { name: 'Mia Lindner' })
  const env = { FOYER_PORT: String(port), FOYER_URL: url, FOYER_OUTGOING_ALLOW: '127.0.0.1,localhost' }
  const foyer = await startFoyer('sqlite', { env, platform: { clock } })
  return {
    foyer,
    university,
    async connected(slug, values = {}, input = {}) {
      const organizer = await foyer.organizer(slug, { name_scheme: 'full', ...values })
      const label = { buttonLabel: { en: 'University login', de: 'Uni-Login' } }
      const settings = { isAuthoritative: false, ...input.settings }
      const provider = universityInput(university.issuer, { ...label, ...input, settings })
      await foyer.features.ssoProviders.create(organizer.id, provider, SYSTEM)
      return organizer
    },
    async [Symbol.asyncDispose]() {
      await foyer.stop()
      await university[Symbol.asyncDispose]()
    },
  }
}

/** Clicks the button of the login page. */
export async function setOut(page: Page, button = 'University login'): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: button }).click()
}

/** Logs in at the university. */
export async function goOnAs(page: Page, account: 'mia' | 'ben' | 'deny'): Promise<void> {
  await page.getByRole('link', { name: `Go on as ${account}` }).click()
}

/** A website at 127.0.0.1 with one page, which remembers the addresses that it was asked for. */
export interface Website extends AsyncDisposable {
  readonly origin: string
  readonly opened: string[]
}

export async function startWebsite(html: (origin: string) => string): Promise<Website> {
  const opened: string[] = []
  const server = createServer((request, response) => {
    opened.push(request.url ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><link rel="icon" href="data:,">${html(origin)}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    opened,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
